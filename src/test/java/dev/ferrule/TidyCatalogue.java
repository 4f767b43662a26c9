package dev.ferrule;

import dev.ferrule.catalogue.Specs;
import dev.ferrule.connector.Connectors;
import dev.ferrule.http.AccessToken;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Takes out of the shared catalogue what a test class has left there, with the connectors that need it: what is found for a
 * requirement depends on all there is, and would depend on the order of the classes.
 */
final class TidyCatalogue implements TestExecutionListener {

    private static final String ORG = AccessToken.ORGANISATION;
    private static final Map<ApplicationContext, Set<String>> AT_FIRST =
            Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public void prepareTestInstance(TestContext test) {
        AT_FIRST.computeIfAbsent(
                test.getApplicationContext(),
                application -> Set.copyOf(application.getBean(Specs.class).ids(ORG)));
    }

    @Override
    public void afterTestClass(TestContext test) {
        // Where so much is left that the application goes with it, there is nothing to take out.
        if (!test.hasApplicationContext()
                || AnnotatedElementUtils.hasAnnotation(test.getTestClass(), DirtiesContext.class)) {
            return;
        }
        ApplicationContext application = test.getApplicationContext();
        Specs specs = application.getBean(Specs.class);
        Set<String> atFirst = AT_FIRST.getOrDefault(application, Set.of());
        List<String> left =
                specs.ids(ORG).stream().filter(id -> !atFirst.contains(id)).toList();
        for (String id : left) {
            application
                    .getBean(Connectors.class)
                    .usersOfSpec(ORG, id)
                    .forEach(application.getBean(MongoOperations.class)::remove);
            specs.delete(ORG, id);
        }
    }
}
