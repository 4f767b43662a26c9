package dev.ferrule.tester;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Texts so that a person can read them; what cannot be made so stays as it is. */
final class Pretty {

    private static final int MOST_XML = 200_000;
    private static final int MOST_ROWS = 500;
    private static final int WIDEST = 40;

    private Pretty() {}

    static String of(String format, String text) {
        return switch (format) {
            case "xml" -> text.length() > MOST_XML ? text : xml(text);
            case "csv" -> csv(text);
            default -> text;
        };
    }

    private static String xml(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // With a document type could come entities: none is read.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new InputSource(new StringReader(text.strip())));
            document.setXmlStandalone(true);
            dropBlanks(document);
            TransformerFactory writers = TransformerFactory.newInstance();
            writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            writers.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            Transformer writer = writers.newTransformer();
            writer.setOutputProperty(OutputKeys.INDENT, "yes");
            writer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "2");
            writer.setOutputProperty(
                    OutputKeys.OMIT_XML_DECLARATION, text.strip().startsWith("<?xml") ? "no" : "yes");
            StringWriter pretty = new StringWriter();
            writer.transform(new DOMSource(document), new StreamResult(pretty));
            return pretty.toString().strip();
        } catch (ParserConfigurationException | SAXException | java.io.IOException | TransformerException e) {
            return text;
        }
    }

    private static void dropBlanks(Node node) {
        NodeList children = node.getChildNodes();
        for (int i = children.getLength() - 1; i >= 0; i--) {
            Node child = children.item(i);
            if (child.getNodeType() == Node.TEXT_NODE && child.getTextContent().isBlank() && children.getLength() > 1) {
                node.removeChild(child);
            } else {
                dropBlanks(child);
            }
        }
    }

    /** In columns; a table that is no table, or too large a one, stays as it is. */
    private static String csv(String text) {
        List<String[]> rows = new ArrayList<>();
        for (String line : text.strip().split("\\R")) {
            rows.add(cells(line));
        }
        int columns = rows.get(0).length;
        if (text.indexOf('"') >= 0 && text.contains("\n\"\n")
                || rows.size() > MOST_ROWS
                || columns < 2
                || rows.stream().anyMatch(row -> row.length != columns)) {
            return text;
        }
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.min(WIDEST, Math.max(widths[i], row[i].length()));
            }
        });
        StringBuilder table = new StringBuilder();
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                table.append(row[i])
                        .append(i == columns - 1 ? "\n" : " ".repeat(Math.max(0, widths[i] - row[i].length()) + 2));
            }
        }
        return table.toString().stripTrailing();
    }

    private static String[] cells(String line) {
        return line.split(
                line.indexOf(',') < 0 && line.indexOf(';') >= 0 ? ";" : ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    }
}
