package dev.ferrule.benchmark;

import dev.ferrule.Ferrule;
import dev.ferrule.catalogue.Catalogue;
import dev.ferrule.catalogue.SystemCard;
import dev.ferrule.catalogue.Upkeep;
import dev.ferrule.planning.Plan;
import dev.ferrule.planning.PlanRequest;
import dev.ferrule.planning.Planning;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Searches, and plans over, what an ingestion has left in the data folder: by words alone where embedding is off. */
final class SearchAlone {

    private static final int WARM_UP = 300;
    private static final int MEASURED = 1_000;

    private static final List<String> TEXTS = List.of(
            "list all orders of a customer",
            "create an invoice",
            "send a message to a channel",
            "upload a file to a folder",
            "delete a webhook subscription",
            "get the weather forecast for a city",
            "refund a payment",
            "search repositories by language",
            "add a contact to a mailing list",
            "restart a virtual machine",
            "translate text into another language",
            "create a support ticket and assign it to an agent",
            "list calendar events of next week",
            "update the stock level of a product",
            "track a parcel");

    private static final List<String> REQUIREMENTS = List.of(
            "When a payment fails in Stripe, post a message with the customer's name to a Slack channel.",
            "Copy every new GitHub issue with the label bug into Jira and comment with the link.",
            "For each new order in Shopify create a contact in HubSpot and send them a mail through SendGrid.",
            "Every night list the Zoom recordings of the day and upload them to a Box folder.",
            "When a Trello card is moved to Done, create a calendar event and tell the team in Slack.");

    private SearchAlone() {}

    public static void main(String[] args) {
        try (var context = new SpringApplicationBuilder(Ferrule.class)
                .web(WebApplicationType.NONE)
                .properties("logging.level.root=warn")
                .run()) {
            context.getBean(Upkeep.class).prepareToAdd();
            Catalogue catalogue = context.getBean(Catalogue.class);
            if (context.getEnvironment().getProperty("ferrule.embedding.enabled", Boolean.class, true)) {
                catalogue.awaitModel(Duration.ofMinutes(5));
                System.out.println("meanings=" + (catalogue.knowsMeanings("default", List.of()) ? 1 : 0));
            }
            System.out.println("operations="
                    + catalogue.systems("default").stream()
                            .mapToInt(SystemCard::operationCount)
                            .sum());
            Consumer<String> search = text -> catalogue.find("default", List.of(), List.of(text), 20);
            double[] searches = measure(TEXTS, search, WARM_UP, MEASURED);
            System.out.println("p50Millis=" + searches[MEASURED / 2]);
            System.out.println("p95Millis=" + searches[MEASURED * 95 / 100]);
            System.out.println("p99Millis=" + searches[MEASURED * 99 / 100]);
            Planning planning = context.getBean(Planning.class);
            Consumer<String> plan =
                    text -> planning.plan("default", new PlanRequest(text, List.of(), null, Plan.Mode.BALANCED));
            int plans = MEASURED / 10;
            double[] planned = measure(REQUIREMENTS, plan, WARM_UP / 10, plans);
            System.out.println("planP50Millis=" + planned[plans / 2]);
            System.out.println("planP95Millis=" + planned[plans * 95 / 100]);
            System.out.println("heapMegabytes=" + Usage.heapMegabytes());
            System.out.println("peakMegabytes=" + Usage.peakMegabytes());
        }
    }

    /** Sorted, in milliseconds. */
    private static double[] measure(List<String> texts, Consumer<String> work, int warmUp, int measured) {
        double[] millis = new double[measured];
        for (int i = -warmUp; i < measured; i++) {
            long begun = System.nanoTime();
            work.accept(texts.get(Math.floorMod(i, texts.size())));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis;
    }
}
