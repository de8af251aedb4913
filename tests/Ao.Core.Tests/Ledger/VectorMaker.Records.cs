using System.Text;
using Ao.Ledger;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>Vectors of single records: envelopes, signatures, payloads and clocks.</summary>
internal sealed partial class VectorMaker
{
    private void AddEnvelopes()
    {
        var right = Encoding.UTF8.GetString(Sign(Json()));
        AddLine("Malformed: an empty line", []);
        AddLine("Malformed: no envelope", "{}"u8.ToArray());
        AddLine("Malformed: a byte order mark", Encoding.UTF8.GetBytes("\ufeff" + right));
        AddLine("Malformed: a comma behind the last property", Encoding.UTF8.GetBytes($"{right[..^1]},}}"));
        AddLine("Malformed: a number that is none, in a property that nobody reads", Encoding.UTF8.GetBytes($$"""{"x":NaN,{{right[1..]}}"""));
        AddLine("Malformed: bytes that are no UTF-8, in a property that nobody reads", [.. "{\"x\":\""u8, 0xff, .. Encoding.UTF8.GetBytes("\"," + right[1..])]);
        AddLine("Malformed: half of a surrogate pair, in a property that nobody reads", Encoding.UTF8.GetBytes($$"""{"x":"\ud83d",{{right[1..]}}"""));
        AddLine("Malformed: a property of the envelope twice", Encoding.UTF8.GetBytes($$"""{"keyid":"","\u006beyid":"",{{right[1..]}}"""));
        AddLine("Malformed: nested 33 deep", Encoding.UTF8.GetBytes($$"""{"x":{{new string('[', 32)}}{{new string(']', 32)}},{{right[1..]}}"""));
        AddLine("taken: nested 32 deep, white space around it", Encoding.UTF8.GetBytes($$"""  {"x":{{new string('[', 31)}}{{new string(']', 31)}},{{right[1..]}}""" + " \r"));
        foreach (var type in (string[])["application/json", "application/vnd.ao.Report.v1+json", "application/vnd.ao.1report.v1+json", "application/vnd.ao.report+json", "application/vnd.ao.report.v0+json", "application/vnd.ao.report.v01+json", "application/vnd.ao.report.v10000+json", $"application/vnd.ao.{new string('k', 41)}.v1+json"])
        {
            AddLine($"Malformed: the payload type {type}", DsseEnvelope.Write(type, Encoding.UTF8.GetBytes(Json()), _signer));
        }

        foreach (var type in (string[])["application/vnd.ao.prophecy.v1+json", "application/vnd.ao.report.v9999+json", $"application/vnd.ao.{new string('k', 40)}.v1+json"])
        {
            AddLine($"taken: a kind that is not known, {type}", DsseEnvelope.Write(type, Encoding.UTF8.GetBytes(Json()), _signer));
        }

        AddLine("Oversized: more than 65,536 bytes, whatever is in it", Encoding.UTF8.GetBytes(new string('x', LedgerFormat.RecordBytes + 1)));
    }

    private void AddSignatures()
    {
        var payload = Json();
        var signed = DsseEnvelope.Signed(ReportType, Encoding.UTF8.GetBytes(payload));
        string Item(byte[] signature) => $$"""{"sig":"{{Base64(signature)}}"}""";
        string List(params string[] items) => $",\"signatures\":[{string.Join(',', items)}]";
        var own = Item(_signer.Sign(LedgerFormat.RecordNamespace, signed));
        var wrong = Item(_signer.Sign(LedgerFormat.RecordNamespace, "something else"u8));
        var others = Item(_other.Sign(LedgerFormat.RecordNamespace, signed));
        var unreadable = Item([1, 2, 3, 4]);
        var text = Base64(_signer.Sign(LedgerFormat.RecordNamespace, signed));

        AddLine("NotSigned: an empty list", Envelope(payload, List()));
        AddLine("NotSigned: no list", Envelope(payload, ""));
        AddLine("Malformed: signatures that are no list", Envelope(payload, ",\"signatures\":null"));
        AddLine("Malformed: five signatures", Envelope(payload, List(own, own, own, own, own)));
        AddLine("Malformed: a signature without sig", Envelope(payload, List("""{"keyid":"x"}""", own)));
        AddLine("Malformed: a signature that is not Base64", Envelope(payload, List("""{"sig":"!"}""", own)));
        AddLine("Malformed: Base64 without its padding", Envelope(payload, List("""{"sig":"AQIDBA"}""", own)));
        AddLine("Malformed: Base64 with a line break", Envelope(payload, List($$"""{"sig":"{{text[..40]}}\n{{text[40..]}}"}""")));
        AddLine("Malformed: Base64 with bits that say nothing", Envelope(payload, List("""{"sig":"AQIDBB=="}""", own)));
        AddLine("Malformed: Base64 of URLs in the payload", DsseEnvelopeOf("-_8="));
        AddLine("taken: a wrong signature of the publisher's beside a right one", Envelope(payload, List(wrong, own)));
        AddLine("taken: four signatures, the last one right", Envelope(payload, List(unreadable, others, wrong, own)));
        AddLine("taken: a key hint that lies", Envelope(payload, List($$"""{"keyid":"{{_other.Key.Fingerprint}}",{{own[1..]}}""")));
        AddLine("taken: a signature by SHA-512", Envelope(payload, List(Item(SshSignatures.Make(_pem, _signer.Key, LedgerFormat.RecordNamespace, signed, "sha512")))));
        AddLine("Forged: a wrong signature of the publisher's", Envelope(payload, List(wrong)));
        AddLine("Forged: a wrong signature of the publisher's beside another's", Envelope(payload, List(others, wrong)));
        AddLine("Forged: another type under the signature", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Sign(payload)).Replace("vnd.ao.report", "vnd.ao.adopt", StringComparison.Ordinal)));
        AddLine("Forged: signed for another use", Envelope(payload, List(Item(_signer.Sign(LedgerFormat.CommitNamespace, signed)))));
        AddLine("Forged: signatures that cannot be read", Envelope(payload, List(unreadable, unreadable)));
        AddLine("Forged: a signature with a reserved part cannot be read", Envelope(payload, List(Item(SshSignatures.Make(_pem, _signer.Key, LedgerFormat.RecordNamespace, signed, reserved: "x")))));
        AddLine("Foreign: signed by another", Envelope(payload, List(others)));
        AddLine("Foreign: signed by another, and its clock does not count", Sign(Json("40"), LedgerKinds.Report, _other));
        AddLine("Foreign: signed by another, beside one that cannot be read", Envelope(payload, List(unreadable, others)));

        byte[] DsseEnvelopeOf(string payloadText) => Encoding.UTF8.GetBytes($$"""{"payloadType":"{{ReportType}}","payload":"{{payloadText}}"{{List(own)}}}""");
    }

    private void AddPayloads()
    {
        AddPayload("Malformed: no object", "[]");
        AddPayload("Malformed: another version", Json().Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal));
        AddPayload("Malformed: a version with a fraction", Json().Replace("\"v\":1", "\"v\":1.0", StringComparison.Ordinal));
        AddPayload("Malformed: a publisher that is no fork id", Json().Replace(_signer.Key.ForkId, _signer.Key.ForkId.ToUpperInvariant() + "0", StringComparison.Ordinal));
        AddPayload("Malformed: a family that is no commit", Json().Replace(ChainBuilder.Family, ChainBuilder.Family[1..], StringComparison.Ordinal));
        AddPayload("Malformed: no body", Json(body: "null"));
        AddPayload("Malformed: a property of the body twice", Json(body: """{"title":"x","title":"y"}"""));
        AddPayload("Malformed: nested 33 deep", Json(body: $$"""{"x":{{new string('[', 31)}}{{new string(']', 31)}}}"""));
        AddPayload("taken: nested 32 deep", Json(body: $$"""{"x":{{new string('[', 30)}}{{new string(']', 30)}}}"""));
        AddPayload("taken: bodies are not judged: a report without a title", Json(body: """{"type":5}"""));
        AddPayload("taken: properties that nobody knows", Json(more: ",\"later\":[1e400]"));
        AddPayload("taken: a session of 200 characters outside the first plane", Json(more: $",\"source_session\":\"{string.Concat(Enumerable.Repeat("\U0001f600", 200))}\""));
        AddPayload("taken: null counts as left out", Json(more: ",\"source_session\":null"));
        AddPayload("Malformed: a session of 201 characters", Json(more: $",\"source_session\":\"{new string('s', 201)}\""));
        AddPayload("Malformed: a session that is no text", Json(more: ",\"source_session\":1"));
        foreach (var time in (string[])["2026-11-26", "2026-11-26T09:00:00", "2026-11-26T09:00Z", "2026-11-26 09:00:00Z", "2026-11-26t09:00:00z", "2026-11-26T09:00:60Z", "2026-02-30T09:00:00Z", "2026-11-26T09:00:00+24:00", "2026-11-26T09:00:00.Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-00:01"])
        {
            AddPayload($"Malformed: the time {time}", Json(time: $"\"{time}\""));
        }

        foreach (var time in (string[])["2026-11-26T09:00:00.123456789Z", "2026-11-26T20:00:00+11:00", "1970-01-01T00:00:00-00:00", "2026-11-27T09:00:00.999Z"])
        {
            AddPayload($"taken: the time {time}", Json(time: $"\"{time}\""));
        }

        AddPayload("FutureDated: more than a day ahead", Json(time: "\"2026-11-27T09:00:01Z\""));
        AddPayload("Foreign: another publisher, and its clock counts", Json("40").Replace(_signer.Key.ForkId, _other.Key.ForkId, StringComparison.Ordinal), 40);
        AddPayload("Foreign: another family", Json().Replace(ChainBuilder.Family, "", StringComparison.Ordinal));
        Add("Replayed: a record twice", static chain =>
        {
            var line = chain.Line(chain.Payload(1));
            chain.AddLines(1, line, line);
        });
    }

    private void AddClocks()
    {
        foreach (var clock in (string[])["0", "-5", "-0", "9007199254740992", "1152921504606846976", "1e400", "11.0", "1.1e1", "\"11\"", "null"])
        {
            AddPayload($"Malformed: the clock {clock}, which does not count", Json(clock));
        }

        AddPayload("Clock: the highest one is too far ahead, and counts", Json("9007199254740991"), LedgerFormat.MaxClock);
        AddPayload("Clock: not higher", Json("10"));
        AddPayload("Clock: more than 2^20 ahead", Json("1048587"), 1_048_587);
        Add("taken: exactly 2^20 ahead", chain => chain.AddLines(1_048_586, chain.Line(chain.Payload(10)), Sign(Json("1048586"))));
        Add("FutureDated: the chain goes on behind it as if it had been taken", chain => chain.AddLines(20, Sign(Json("20", "\"2030-01-01T00:00:00Z\"")), Sign(Json("20")), Sign(Json("20", "\"2030-01-01T00:00:00Z\""))));
    }
}
