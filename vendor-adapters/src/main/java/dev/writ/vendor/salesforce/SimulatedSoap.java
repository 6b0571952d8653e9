package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * The calls of the SOAP API that REST has no form of, or that lead to them: query, queryAll, delete
 * and emptyRecycleBin. Our adapter does not call them; the official client does.
 */
final class SimulatedSoap {
  private static final int MOST_IDS = 200;

  private final SimulatedOrg org;
  private final SimulatedSoql soql;
  private final SimulatedSignIn signIn;

  SimulatedSoap(SimulatedOrg org, SimulatedSoql soql, SimulatedSignIn signIn) {
    this.org = org;
    this.soql = soql;
    this.signIn = signIn;
  }

  SimulatedResponse answer(SimulatedCall call) {
    try {
      var request = parsed(call.request().body());
      if (texts(request, "sessionId").stream().noneMatch(signIn::ofOrg)) {
        return fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader");
      }
      for (var name : List.of("queryAll", "query")) {
        if (has(request, name)) {
          return queried(name, texts(request, "queryString").getFirst());
        }
      }
      var ids = texts(request, "ids");
      if (ids.size() > MOST_IDS) {
        return fault("EXCEEDED_ID_LIMIT", "too many ids");
      }
      if (has(request, "delete")) {
        return removed("delete", ids, State.LIVE, State.IN_BIN, call);
      }
      return has(request, "emptyRecycleBin")
          ? removed("emptyRecycleBin", ids, State.IN_BIN, State.PURGED, call)
          : fault("UNKNOWN_EXCEPTION", "out of this simulator's reach");
    } catch (IOException | SAXException | ParserConfigurationException unreadable) {
      return fault("UNKNOWN_EXCEPTION", "no XML");
    }
  }

  private SimulatedResponse queried(String name, String statement) {
    List<Map<String, Object>> rows;
    try {
      rows = soql.rows("v62.0", name.equals("queryAll"), statement);
    } catch (SimulatedCall.Refused malformed) {
      return fault("MALFORMED_QUERY", "unexpected token");
    }
    var records = rows.stream().map(SimulatedSoap::record).collect(Collectors.joining());
    return envelope(
        name, "<result><done>true</done>" + records + "<size>" + rows.size() + "</size></result>");
  }

  private static String record(Map<String, Object> row) {
    var type = row.get("attributes") instanceof Map<?, ?> attributes ? attributes.get("type") : "";
    var fields =
        row.entrySet().stream()
            .filter(field -> !field.getKey().equals("attributes") && field.getValue() != null)
            .map(field -> element("sf:" + field.getKey(), String.valueOf(field.getValue())))
            .collect(Collectors.joining());
    return "<records xsi:type=\"sf:sObject\">"
        + element("sf:type", String.valueOf(type))
        + fields
        + "</records>";
  }

  private SimulatedResponse removed(
      String name, List<String> ids, State from, State to, SimulatedCall call) {
    var results = new StringBuilder();
    for (var id : ids) {
      var record = org.find(id);
      if (record == null || record.state != from) {
        results.append("<result><errors><message>not so</message><statusCode>");
        results.append(record == null ? "INVALID_CROSS_REFERENCE_KEY" : "ENTITY_IS_DELETED");
        results.append("</statusCode></errors><id xsi:nil=\"true\"/><success>false</success>");
      } else {
        org.remove(record, to, call.misbehaviours());
        results.append("<result>").append(element("id", id)).append("<success>true</success>");
      }
      results.append("</result>");
    }
    return envelope(name, results.toString());
  }

  private static String element(String name, String text) {
    var escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<" + name + ">" + escaped + "</" + name + ">";
  }

  private static SimulatedResponse envelope(String name, String result) {
    return xml(200, "<" + name + "Response>" + result + "</" + name + "Response>");
  }

  private static SimulatedResponse fault(String code, String message) {
    return xml(
        500,
        "<soapenv:Fault><faultcode>sf:%s</faultcode><faultstring>%s: %s</faultstring></soapenv:Fault>"
            .formatted(code, code, message));
  }

  private static SimulatedResponse xml(int status, String body) {
    var text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns=\"urn:partner.soap.sforce.com\""
            + " xmlns:sf=\"urn:sobject.partner.soap.sforce.com\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
            + body
            + "</soapenv:Body></soapenv:Envelope>";
    return new SimulatedResponse(
        status,
        Map.of("Content-Type", "text/xml; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static Document parsed(byte[] body)
      throws IOException, SAXException, ParserConfigurationException {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
  }

  private static boolean has(Document document, String name) {
    return document.getElementsByTagNameNS("*", name).getLength() > 0;
  }

  private static List<String> texts(Document document, String name) {
    var nodes = document.getElementsByTagNameNS("*", name);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
