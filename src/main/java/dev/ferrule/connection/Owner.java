package dev.ferrule.connection;

/**
 * The end user whose connection it is, and what it is for. An organisation's own connections have no owner.
 *
 * @param activationId the end user's switching-on of the integration, without which the connection must not exist
 */
public record Owner(String endUserId, String templateId, String integrationId, String activationId) {

    /** There is one for a template and end user: so the id is made of both, and a second one cannot be stored. */
    String connectionId() {
        return templateId + "." + endUserId;
    }

    boolean isOf(String template, String endUser) {
        return templateId.equals(template) && endUserId.equals(endUser);
    }
}
