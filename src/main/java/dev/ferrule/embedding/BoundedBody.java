package dev.ferrule.embedding;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/** Takes in so many bytes of an answer and breaks off when there are more. */
final class BoundedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final AtomicLong left;
    private volatile Subscription subscription = NONE;

    private static final Subscription NONE = new Subscription() {
        @Override
        public void request(long items) {}

        @Override
        public void cancel() {}
    };

    static final class TooLarge extends IOException {}

    BoundedBody(long most) {
        left = new AtomicLong(most);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long size = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (left.addAndGet(-size) < 0) {
            subscription.cancel();
            bytes.onError(new TooLarge());
        } else {
            bytes.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
