package dev.ferrule.http;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Puts {@link RefusalValve} in the place of Tomcat's own error pages. */
@Component
@ConditionalOnWebApplication
class TomcatRules implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

    @Override
    public void customize(ConfigurableTomcatWebServerFactory tomcat) {
        tomcat.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(RefusalValve.class.getName());
            host.addValve(new RefusalValve());
        });
    }

    /** After Boot's own customizer, so that this valve is the inner one and reports first. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
