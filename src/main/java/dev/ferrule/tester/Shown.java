package dev.ferrule.tester;

import dev.ferrule.connection.Exchange;
import dev.ferrule.connection.Redaction;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Timing;
import dev.ferrule.tester.TestReport.Failure;
import dev.ferrule.tester.TestReport.Field;
import dev.ferrule.tester.TestReport.Received;
import dev.ferrule.tester.TestReport.Sent;
import dev.ferrule.tester.TestReport.Split;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What of an exchange may be seen. */
final class Shown {

    private Shown() {}

    /** The request of an exchange, whose credentials are masked already. */
    static Sent request(Exchange exchange) {
        Call sent = exchange.sent();
        return request(sent, Payloads.of(sent.body(), sent.header("Content-Type"), false, exchange.secrets(), true));
    }

    static Sent request(Call sent, Payload payload) {
        List<Field> fields = TestReport.fields(sent.headers()).stream()
                .map(field -> new Field(field.name(), Masking.header(field.name(), field.value())))
                .toList();
        return new Sent(sent.method(), url(sent.uri().toString()), fields, payload);
    }

    private static String url(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query + 1) + Masking.query(url.substring(query + 1));
    }

    /** @param byName whether fields are masked too that hold a credential by their name, which a program may need */
    static Received response(Answer answer, Redaction secrets, boolean byName) {
        List<Field> fields = answer.headers().stream()
                .map(header -> new Field(header.name(), value(header, secrets)))
                .toList();
        Payload payload =
                Payloads.of(answer.body(), answer.header("Content-Type"), answer.truncated(), secrets, byName);
        return new Received(answer.status(), fields, payload);
    }

    private static String value(Call.Header header, Redaction secrets) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (name.equals("set-cookie")) {
            // Which cookie it is and how long it holds may be seen.
            return header.value().replaceFirst("^([^=;]*)=[^;]*", "$1=" + Redaction.MASK);
        }
        return name.equals("www-authenticate")
                ? secrets.text(header.value())
                : Masking.header(header.name(), secrets.text(header.value()));
    }

    static Failure failure(EgressFailure failure) {
        return new Failure(
                failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'), failure.description() + ".");
    }

    static Split split(Timing timing) {
        return new Split(
                ms(timing.dns()),
                ms(timing.connect()),
                ms(timing.tls()),
                ms(timing.firstByte()),
                ms(timing.body()),
                timing.reused());
    }

    static double ms(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
