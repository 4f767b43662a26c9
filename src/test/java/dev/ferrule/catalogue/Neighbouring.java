package dev.ferrule.catalogue;

import org.springframework.context.ApplicationContext;

/** Lets a test in another package have a node look for what others did, without waiting for its time to come. */
public final class Neighbouring {

    private Neighbouring() {}

    public static void look(ApplicationContext node) {
        node.getBean(Neighbours.class).look();
    }

    /** Whether a node's search knows of a spec. */
    public static boolean finds(ApplicationContext node, String org, String specId) {
        return node.getBean(Catalogue.class).systems(org).stream()
                .anyMatch(system -> system.specId().equals(specId));
    }
}
