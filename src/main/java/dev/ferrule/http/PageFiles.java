package dev.ferrule.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The page's scripts, styles and pictures. Browsers ask each time whether they have changed, so that a newer service shows a
 * newer page at once; the answer is mostly 304. A library's file with its version in the path never changes.
 */
@Component
@ConditionalOnWebApplication
@Order(-1) // Before Boot's own, which leaves alone what is served already.
class PageFiles implements WebMvcConfigurer {

    /** What is open to everybody: it is the same for all, and in the jar that anybody can have. The data are the API's. */
    static final String[] OPEN = {
        "/",
        "/index.html",
        "/signed-in.html",
        "/integrations/**",
        "/catalogue/**",
        "/changes/**",
        "/connectors/**",
        "/*.js",
        "/*.svg",
        "/*.png",
        "/*.ico",
        "/*.webmanifest",
        "/lib/**",
        "/views/**",
        "/css/**",
        "/img/**",
        "/webjars/**"
    };

    private static final String WEBJARS = "classpath:/META-INF/resources/webjars/";

    private final String[] locations;
    private final ResourceLoader loader;

    PageFiles(WebProperties web, ResourceLoader loader) {
        this.locations = web.getResources().getStaticLocations();
        this.loader = loader;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        served(registry, CacheControl.noCache(), "/**").addResourceLocations(locations);
        served(registry, CacheControl.noCache(), "/webjars/**")
                .addResourceLocations(WEBJARS)
                .resourceChain(true);
        served(
                        registry,
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable(),
                        "/webjars/{name}/{version:\\d.*}/**")
                .addResourceLocations(WEBJARS);
    }

    private static ResourceHandlerRegistration served(
            ResourceHandlerRegistry registry, CacheControl caching, String pattern) {
        // A build may give every file the same time, so that the time says nothing.
        return registry.addResourceHandler(pattern)
                .setCacheControl(caching)
                .setUseLastModified(false)
                .setEtagGenerator(PageFiles::etag);
    }

    /** One of the page's files; one that is not there can't be read. */
    Resource find(String name) {
        for (String location : locations) {
            Resource file = loader.getResource(location + name);
            if (file.isReadable()) {
                return file;
            }
        }
        return new ClassPathResource("static/" + name);
    }

    private static String etag(Resource file) {
        try {
            return etag(file.getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A weak one, because Tomcat compresses nothing that has a strong one.
    static String etag(byte[] content) {
        return "W/\"" + DigestUtils.md5DigestAsHex(content) + "\"";
    }
}
