package dev.ferrule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.catalogue.Specs;
import java.util.ArrayList;
import java.util.List;

/** That a job is over and all of its documents, which are all different, are in the catalogue once. */
final class AllOnce {

    private AllOnce() {}

    static void check(IngestProcess node, String id, int specs) throws InterruptedException {
        Job job = node.ended(id);
        assertThat(job.state()).isEqualTo(Job.State.SUCCEEDED);
        assertThat(List.of(job.total(), job.ingested(), job.unchanged(), job.failed()))
                .containsExactly(specs, specs, 0, 0);
        List<Outcome> items = new ArrayList<>();
        String cursor = null;
        do {
            var page = node.jobs().items(IngestProcess.ORG, id, null, 200, cursor);
            items.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(items).extracting(Outcome::name).hasSize(specs).doesNotHaveDuplicates();
        assertThat(items).extracting(Outcome::specId).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(node.get(Uploads.class).jobs()).isEmpty();
        Specs known = node.get(Specs.class);
        for (Outcome item : items) {
            assertThat(known.get(IngestProcess.ORG, String.valueOf(item.specId()))
                            .operationCount())
                    .isEqualTo(item.operations());
        }
    }
}
