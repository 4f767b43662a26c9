package dev.ferrule.connector;

/**
 * Something that is kept for a template and goes with it; implemented by packages that templates know nothing of. With an
 * integration go its templates too, and that {@link IntegrationPart} tells.
 */
public interface TemplatePart {

    /** Called after the template is gone. Nothing to remove is no failure. */
    void forgetTemplate(String org, String templateId);
}
