package dev.ferrule.enduser;

import dev.ferrule.connection.OwnedConnections;
import dev.ferrule.connection.Owner;
import dev.ferrule.connection.Ownership;
import dev.ferrule.connector.IntegrationPart;
import dev.ferrule.connector.Integrations;
import dev.ferrule.connector.Templates;
import dev.ferrule.problem.Problem;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Switches integrations on and off for end users. Off means wiped: the activation goes first, then all connections that
 * belong to it, so that whoever writes one at the same moment either is found here or finds no activation.
 */
@Service
class Activating implements Ownership, IntegrationPart {

    private final Activations activations;
    private final EndUsers endUsers;
    private final Embeddings embeddings;
    private final Integrations integrations;
    private final Templates templates;
    private final OwnedConnections connections;

    Activating(
            Activations activations,
            EndUsers endUsers,
            Embeddings embeddings,
            Integrations integrations,
            Templates templates,
            OwnedConnections connections) {
        this.activations = activations;
        this.endUsers = endUsers;
        this.embeddings = embeddings;
        this.integrations = integrations;
        this.templates = templates;
        this.connections = connections;
    }

    record Made(Activation activation, boolean isNew) {}

    Made on(String org, String integrationId, String endUserId) {
        checkBoth(org, integrationId, endUserId);
        Activation made = activations.insert(org, integrationId, endUserId);
        if (made == null) {
            return new Made(activations.get(org, integrationId, endUserId), false);
        }
        try {
            checkBoth(org, integrationId, endUserId);
            return new Made(made, true);
        } catch (Problem gone) {
            activations.remove(org, made.id());
            throw gone;
        }
    }

    /** Safe to repeat: also wipes what a crash in the middle left behind. */
    void off(String org, String integrationId, String endUserId) {
        checkBoth(org, integrationId, endUserId);
        activations.remove(org, integrationId, endUserId);
        int unused = connections.wipeEndUser(org, endUserId, integrationId);
    }

    void off(String org, String integrationId, String endUserId, String activationId) {
        checkBoth(org, integrationId, endUserId);
        Optional<Activation> known = activations
                .find(org, activationId)
                .filter(one -> one.integrationId().equals(integrationId)
                        && one.endUserId().equals(endUserId));
        known.ifPresent(one -> activations.remove(org, one.id()));
        if (connections.wipeActivation(org, activationId) == 0 && known.isEmpty()) {
            throw Problem.notFound("activation", activationId);
        }
    }

    private void checkBoth(String org, String integrationId, String endUserId) {
        var unused = integrations.get(org, integrationId);
        var alsoUnused = endUsers.get(org, endUserId);
    }

    @Override
    public void check(String org, Owner owner) {
        boolean still = activations
                .find(org, owner.activationId())
                .filter(one -> one.integrationId().equals(owner.integrationId())
                        && one.endUserId().equals(owner.endUserId()))
                .isPresent();
        if (!still) {
            throw activationEnded();
        }
        var unused = templates.get(org, owner.integrationId(), owner.templateId());
    }

    private static Problem activationEnded() {
        return new Problem(
                Problem.Kind.CONFLICT,
                "activation-ended",
                "The integration was switched off for this end user meanwhile, so nothing was kept.");
    }

    @Override
    public void removeWith(String org, String integrationId) {
        activations.removeWith(org, integrationId);
        int unused = connections.wipeIntegration(org, integrationId);
        embeddings.remove(org, integrationId);
    }
}
