package dev.ferrule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temp;

    @Test
    void isMadeForItsOwnerOnly() throws Exception {
        try (DataFolder folder = DataFolder.open(temp.resolve("new/data"))) {
            assertThat(permissions(folder.path())).isEqualTo("rwx------");
            assertThat(permissions(folder.privateFile("token"))).isEqualTo("rw-------");
        }
    }

    @Test
    void privateFileThatIsThereKeepsItsContent() throws Exception {
        try (DataFolder folder = DataFolder.open(temp)) {
            Files.writeString(folder.privateFile("token"), "secret");
            assertThat(folder.privateFile("token"))
                    .isEqualTo(folder.resolve("token"))
                    .hasContent("secret");
        }
    }

    @Test
    void isFreeForTheNextOnceClosed() throws Exception {
        DataFolder.open(temp).close();
        DataFolder.open(temp).close();
    }

    @Test
    void twoInOneProcessExcludeEachOtherToo() throws Exception {
        try (DataFolder folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> DataFolder.open(folder.path()))
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void fileInItsPlaceIsNamed() throws Exception {
        Path file = Files.createFile(temp.resolve("data"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartupFailure.class)
                .hasMessage("The data folder " + file + " is not a folder.");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
