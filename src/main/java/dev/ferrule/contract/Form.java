package dev.ferrule.contract;

import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body of the kind that web forms send. */
final class Form {

    private final Content content;
    private final Map<?, ?> fields;

    Form(Content content, Map<?, ?> fields) {
        this.content = content;
        this.fields = fields;
    }

    byte[] urlEncoded() {
        List<String> pairs = new ArrayList<>();
        fields.forEach((key, value) -> {
            if (value != null) {
                pairs.addAll(pairs(String.valueOf(key), value));
            }
        });
        return String.join("&", pairs).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> pairs(String name, Object value) {
        Encoding encoding = encoding(content, name);
        FileValue file = FileValue.of(value);
        if (file != null) {
            return List.of(
                    Percent.encoded(name) + "=" + Percent.encoded(new String(file.bytes(), StandardCharsets.UTF_8)));
        }
        boolean styled = encoding != null && (encoding.style() != null || encoding.explode() != null);
        // Without a style, an object is one JSON text under its name (3.1, "Encoding Object").
        if (value instanceof Map && !styled) {
            return List.of(Percent.encoded(name) + "=" + Percent.encoded(Bodies.json(value)));
        }
        String style = encoding == null || encoding.style() == null ? "form" : encoding.style();
        boolean explode = encoding == null || encoding.explode() == null ? style.equals("form") : encoding.explode();
        return new Styles(
                        style,
                        explode,
                        encoding != null && encoding.allowReserved() ? Percent::reserved : Percent::encoded)
                .pairs(name, value);
    }

    static @Nullable Encoding encoding(Content content, String property) {
        return content.encodings().stream()
                .filter(encoding -> encoding.property().equals(property))
                .findFirst()
                .orElse(null);
    }
}
