package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarWalksTest {

    private static final int DOCUMENTS = 40;
    private static final int RANGE = 10;

    @TempDir
    private Path folder;

    private Path archive;
    private final TarWalks walks = new TarWalks();

    /** Documents that were passed on the way to the wanted ones or read. */
    private int passed;

    @BeforeEach
    void pack() throws IOException {
        archive = folder.resolve("many.tar.gz");
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            for (int i = 0; i < DOCUMENTS; i++) {
                byte[] content = ("{\"number\":" + i + "}").getBytes(StandardCharsets.UTF_8);
                for (String name : List.of("specs/" + i + ".json", "specs/" + i + ".txt")) {
                    TarArchiveEntry entry = new TarArchiveEntry(name);
                    entry.setSize(content.length);
                    tar.putArchiveEntry(entry);
                    tar.write(content);
                    tar.closeArchiveEntry();
                }
            }
        }
    }

    @Test
    void rangesThatFollowEachOtherPassEveryDocumentOnce() {
        List<String> found = new ArrayList<>();
        for (int from = 0; from < DOCUMENTS; from += RANGE) {
            found.addAll(range(from));
        }

        assertThat(found).hasSize(DOCUMENTS).doesNotHaveDuplicates();
        assertThat(found.get(17)).isEqualTo("{\"number\":17}");
        assertThat(passed).isEqualTo(DOCUMENTS);
    }

    @Test
    void aRangeBeforeTheOthersIsFoundAllTheSame() {
        assertThat(range(20)).first().isEqualTo("{\"number\":20}");
        assertThat(range(0)).first().isEqualTo("{\"number\":0}");
        assertThat(range(30)).last().isEqualTo("{\"number\":39}");

        assertThat(passed).isEqualTo(30 + 10 + 10);
    }

    @Test
    void whatTheJobsThatAreOverLeftIsClosed() {
        range(0);
        walks.keepOnly(Set.of("another"));
        passed = 0;

        assertThat(range(10)).hasSize(RANGE);
        assertThat(passed).isEqualTo(20);
    }

    private List<String> range(int from) {
        List<String> found = new ArrayList<>();
        TarWalks.Reader reader = new TarWalks.Reader("job", archive, null);
        Archive.whole(archive)
                .range(
                        visitor -> walks.go(reader, name -> true, from, entry -> {
                            passed++;
                            return visitor.visit(entry);
                        }),
                        from,
                        from + RANGE,
                        at -> true,
                        (at, item) -> found.add(new String(item.content().read(), StandardCharsets.UTF_8)),
                        problem -> assertThat(problem).isNull());
        return found;
    }
}
