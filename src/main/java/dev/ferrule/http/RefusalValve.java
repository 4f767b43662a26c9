package dev.ferrule.http;

import dev.ferrule.problem.ProblemDocument;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Tomcat refuses by itself, such as a broken request line, gets a problem too. Tomcat makes it by its name. */
public class RefusalValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (failure != null && status >= 500) {
            LOG.error("Unexpected failure outside of any controller", failure);
        }
        try {
            document(status).send(response);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The caller went away before it was told of its status {}", status, e);
        }
    }

    static ProblemDocument document(int status) {
        return switch (status) {
            case 400 ->
                ProblemDocument.of(400, "malformed-request", "The request line, a header or the path is broken.");
            case 404 -> ProblemDocument.of(404, "not-found", "There is nothing at this path.");
            case 405 -> ProblemDocument.of(405, "method-not-allowed", "This method is not supported.");
            case 413 -> ProblemDocument.of(413, "body-too-large", "The body of the request is too large.");
            case 414, 431 -> ProblemDocument.of(status, "head-too-large", "The path or the headers are too long.");
            case 500 -> ProblemDocument.of(500, "internal-error", "Something went wrong on our side.");
            case 503 -> ProblemDocument.of(503, "unavailable", "The service is starting or stopping.");
            default ->
                ProblemDocument.of(
                        status,
                        status < 500 ? "invalid-request" : "internal-error",
                        "The request could not be served.");
        };
    }
}
