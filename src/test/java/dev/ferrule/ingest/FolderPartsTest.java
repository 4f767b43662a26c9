package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPartsTest {

    @TempDir
    private Path temp;

    private Path root;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectories(temp.resolve("root"));
        Files.createDirectories(root.resolve("api/schemas"));
        Files.createDirectories(root.resolve(".git"));
        schema("root/api/schemas/pet.yaml", "within");
        schema("root/.git/hidden.yaml", "hidden");
        schema("root/notes.txt", "no document");
        schema("outside.yaml", "outside");
        Files.createSymbolicLink(root.resolve("link.yaml"), temp.resolve("outside.yaml"));
        Files.createSymbolicLink(root.resolve("linked"), temp);
    }

    private void schema(String name, String title) throws IOException {
        Files.writeString(temp.resolve(name), "type: object\ntitle: " + title + "\n");
    }

    private Path api(String... references) throws IOException {
        StringBuilder text = new StringBuilder("openapi: 3.0.3\ninfo: {title: Parts, version: '1'}\npaths:\n");
        for (int i = 0; i < references.length; i++) {
            text.append("  /a" + i + ": {get: {responses: {'200': {description: ok, content: {a/b: {schema: {$ref: '"
                    + references[i] + "'}}}}}}}\n");
        }
        return Files.writeString(root.resolve("api/openapi.yaml"), text);
    }

    @Test
    void aDescriptionIsReadWithTheFilesOfItsFolder() throws IOException {
        Path file = api("schemas/pet.yaml");

        assertThat(new String(new FolderParts(root).whole(file), StandardCharsets.UTF_8))
                .contains("\"within\"", "#/x-files/");
        assertThatThrownBy(() -> new FolderParts(root).whole(root.resolve("api/schemas/pet.yaml")))
                .isInstanceOf(PartOfAnother.class);
    }

    @Test
    void nothingOutsideOfTheFolderIsReadNorWhatIsHiddenNorThroughLinks() throws IOException {
        Path file = api(
                "schemas/pet.yaml",
                "../../outside.yaml",
                temp.resolve("outside.yaml").toString(),
                "file://" + temp.resolve("outside.yaml"),
                "../link.yaml",
                "../linked/outside.yaml",
                "../.git/hidden.yaml",
                "../notes.txt",
                "../api/../../outside.yaml",
                "..%2F..%2Foutside.yaml");

        assertThat(new String(new FolderParts(root).whole(file), StandardCharsets.UTF_8))
                .contains("\"within\"")
                .doesNotContain("title: outside", "\"outside\"", "hidden\"", "no document");
    }
}
