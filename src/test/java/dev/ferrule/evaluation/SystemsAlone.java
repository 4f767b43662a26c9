package dev.ferrule.evaluation;

import dev.ferrule.Ferrule;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.Upkeep;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import dev.ferrule.planning.Planning;
import dev.ferrule.planning.Ranking.RankedSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Adds the specs of a corpus to whatever catalogue is in the data folder, plans its requirements with none given, and
 * counts how often a system that the text names stands first: as far ahead as there are systems to be found. The same API
 * in another version counts too.
 */
final class SystemsAlone {

    private SystemsAlone() {}

    public static void main(String[] args) {
        try (var context = new SpringApplicationBuilder(Ferrule.class)
                .web(WebApplicationType.NONE)
                .properties("logging.level.root=warn")
                .run()) {
            Specs specs = context.getBean(Specs.class);
            Planning planning = context.getBean(Planning.class);
            context.getBean(Upkeep.class).prepareToAdd();
            int named = 0;
            int first = 0;
            int offered = 0;
            for (Corpus corpus : new CorpusReader(null).read(Path.of(args[0]))) {
                Map<String, String> apis = new HashMap<>();
                corpus.specs()
                        .forEach((name, document) -> apis.put(
                                name, specs.add("default", document).spec().apiId()));
                context.getBean(Upkeep.class).embedAll(left -> {});
                context.getBean(Catalogue.class).awaitModel(Duration.ofMinutes(2));
                for (Corpus.Case one : corpus.cases()) {
                    PlanRequest request = new PlanRequest(one.requirement(), List.of(), null, Plan.Mode.BALANCED);
                    List<RankedSystem> found = planning.rank("default", request).systems();
                    List<String> order = found.stream()
                            .map(system -> specs.get("default", system.specId()).apiId())
                            .toList();
                    for (Corpus.System system : one.systems()) {
                        if (!Measure.isNamed(system.name(), one.requirement())) {
                            continue;
                        }
                        named++;
                        int place = order.indexOf(apis.get(system.spec()));
                        first += place >= 0 && place < one.systems().size() ? 1 : 0;
                        offered += place >= 0 ? 1 : 0;
                        if (place < 0 || place >= one.systems().size()) {
                            System.err.println(one.id() + ": " + system.name() + " at " + place + " of "
                                    + found.stream()
                                            .map(other -> specs.get("default", other.specId())
                                                    .title())
                                            .toList());
                        }
                    }
                }
            }
            System.out.println("named=" + named);
            System.out.println("namedFirst=" + first);
            System.out.println("namedOffered=" + offered);
        }
    }
}
