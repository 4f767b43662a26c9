package dev.ferrule;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What keeps the code as it is meant to be. A rule that is in the way is to be changed here, with its reason. */
@AnalyzeClasses(packages = "dev.ferrule", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    private static final DescribedPredicate<JavaClass> CONTROLLERS =
            describe("controllers and what is nested in them", type -> {
                JavaClass outer = type;
                while (outer.getEnclosingClass().isPresent()) {
                    outer = outer.getEnclosingClass().get();
                }
                return outer.isAnnotatedWith(RestController.class) || outer.isAnnotatedWith(RestControllerAdvice.class);
            });

    @ArchTest
    static final ArchRule names = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Dto)$")
            .because("such a name says nothing about what the class is for");

    @ArchTest
    static final ArchRule controllers = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(RestControllerAdvice.class)
            .should()
            .bePackagePrivate()
            .because("they are called over HTTP only");

    // Something that lives for one call inside its package may count and collect; what locks may change under its lock;
    // picocli sets a command's options.
    @ArchTest
    static final ArchRule finalFields = fields().that()
            .areNotStatic()
            .and()
            .doNotHaveModifier(JavaModifier.VOLATILE)
            .and(describe("are not an option of a command", HouseRulesTest::isNoOption))
            .and()
            .areDeclaredInClassesThat(describe(
                    "are public or shared by all requests, and do no locking", HouseRulesTest::isSharedWithoutLock))
            .should()
            .beFinal()
            .because("what several threads see must not change under them");

    @ArchTest
    static final ArchRule springWeb = noClasses()
            .that()
            .resideOutsideOfPackages("dev.ferrule.http..", "dev.ferrule.problem..")
            .and(DescribedPredicate.not(CONTROLLERS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")
            .because("what the service does must not depend on how it is called");

    @ArchTest
    static final ArchRule swaggerParser = noClasses()
            .that()
            .resideOutsideOfPackage("dev.ferrule.spec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.swagger.parser..",
                    "io.swagger.v3.parser..",
                    "io.swagger.models..",
                    "com.fasterxml.jackson.databind..")
            .because("only package spec knows how a spec is parsed");

    @ArchTest
    static final ArchRule swaggerModel = noClasses()
            .that()
            .resideOutsideOfPackages("dev.ferrule.spec..", "dev.ferrule.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.swagger.v3.oas.models..", "io.swagger.v3.core..")
            .because("it is the parser's model; package http describes our own API with it");

    @ArchTest
    static final ArchRule standardOutput = noClasses()
            .that()
            .resideOutsideOfPackage("dev.ferrule.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("standard output is for the results of commands");

    @Test
    void packagesUseOnlyWhatTheySay() {
        ApplicationModules.of(Ferrule.class).verify();
    }

    @Test
    void noSourceFileHasMoreThan300Lines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > 300)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isSharedWithoutLock(JavaClass type) {
        boolean shared = type.getModifiers().contains(JavaModifier.PUBLIC) || type.isMetaAnnotatedWith(Component.class);
        return shared
                && type.getMethods().stream()
                        .noneMatch(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED));
    }

    private static boolean isNoOption(JavaField field) {
        return field.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .noneMatch(type -> type.getPackageName().startsWith("picocli"));
    }
}
