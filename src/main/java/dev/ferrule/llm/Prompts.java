package dev.ferrule.llm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The prompts that come with the program, each replaced by the file of its name in the user's folder where there is one.
 * All of them are read and checked at the start.
 */
@Component
class Prompts {

    private final Map<Role, Template> templates = new EnumMap<>(Role.class);

    Prompts(LlmSettings settings) {
        Path folder = settings.promptsDir().isBlank() ? null : Path.of(settings.promptsDir());
        if (folder != null) {
            checkNames(folder);
        }
        for (Role role : Role.values()) {
            Path own = folder == null ? null : folder.resolve(role.file());
            templates.put(
                    role,
                    own != null && Files.exists(own)
                            ? Template.parse(role, read(own), own.toString())
                            : Template.parse(role, bundled(role), "prompts/" + role.file()));
        }
    }

    Template of(Role role) {
        return Objects.requireNonNull(templates.get(role));
    }

    /** A file that nobody would read was meant for something. */
    private static void checkNames(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> known = Stream.of(Role.values()).map(Role::file).toList();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalStateException("The prompt " + folder.resolve(name)
                                + " cannot be used: there is none of that name; there are " + known + ".");
                    });
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The folder of prompts " + folder + " (FERRULE_PROMPTS_DIR) cannot be read.", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("The prompt " + file + " cannot be read as UTF-8 text.", e);
        }
    }

    private static String bundled(Role role) {
        try (InputStream in = Prompts.class.getResourceAsStream("/prompts/" + role.file())) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own prompt " + role.file());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
