using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>Vectors of identities: what they must be, how a key is changed, limited and revoked.</summary>
internal sealed partial class VectorMaker
{
    private void AddKeys()
    {
        foreach (var (name, body) in (ReadOnlySpan<(string, string)>)[
            ("no name", """{"role":"fork"}"""),
            ("a name that is no text", """{"name":1}"""),
            ("a key of another length", """{"name":"shop","public_key":"AQIDBA=="}"""),
            ("a key that is no point of the curve", $$"""{"name":"shop","public_key":"{{Base64([.. _signer.Key.Info.Span[..27], .. new byte[64]])}}"}"""),
            ("a key that is no text", """{"name":"shop","public_key":1}"""),
            ("an end without an offset", """{"name":"shop","valid_before":"2027-01-01T00:00:00"}"""),
            ("a revocation that is no flag", """{"name":"shop","revoked":"yes"}""")])
        {
            AddLine($"Malformed: an identity with {name}, whose clock does not count", Sign(Json("40", body: body), LedgerKinds.Identity));
        }

        AddLine("taken: an identity whose other properties are of no use", Sign(Json(body: """{"name":"shop","contact":5,"public_key":null,"valid_after":null,"revoked":false}"""), LedgerKinds.Identity));
        AddLine("taken: an identity is not asked for its time", Sign(Json(time: "\"2030-01-01T00:00:00Z\"", body: """{"name":"shop"}"""), LedgerKinds.Identity));
        AddLine("taken: another version of identities changes nothing", DsseEnvelope.Write("application/vnd.ao.identity.v2+json", System.Text.Encoding.UTF8.GetBytes(Json(body: $$"""{"name":"shop","public_key":"{{_other.Key.Text}}","revoked":true}""")), _signer));
        Add("taken: the key is changed", chain =>
        {
            chain.Add(ChainBuilder.Report("by the first key"));
            chain.Add(_other, Identity(_other.Key));
            chain.Add(ChainBuilder.Report("by the second key"));
        });
        Add("Foreign: by the first key, behind the change in the same commit", chain =>
        {
            chain.AddLines(3, chain.Line(chain.Payload(1) with { Body = Identity(_other.Key).Body }, LedgerKinds.Identity, _signer, _other), chain.Line(chain.Payload(2)), chain.Line(chain.Payload(3), LedgerKinds.Report, _other));
            chain.Signer = _other;
            chain.Add(ChainBuilder.Report("by the second key"));
        });
        Add("Forged: a new key that has not signed, and its clock counts", chain => chain.Add(Identity(_other.Key)));
        Add("Foreign: a new key that alone has signed", chain => chain.AddLines(0, chain.Line(chain.Payload(1) with { Body = Identity(_other.Key).Body }, LedgerKinds.Identity, _other)));
        Add("KeyNotValid: after its revocation", static chain => chain.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", Revoked = true }, LedgerBodiesJson.Default.IdentityBody), ChainBuilder.Report("too late")));
        Add("KeyNotValid: outside the time that an identity has set, which holds for the identities behind it too", chain => chain.AddLines(
            8,
            Sign(Json("1", "\"2020-01-01T00:00:00Z\"", """{"name":"shop","valid_after":"2026-11-26T09:00:00Z","valid_before":"2026-11-26T10:00:00+01:00"}"""), LedgerKinds.Identity),
            Sign(Json("2")),
            Sign(Json("3", "\"2026-11-26T08:59:59.999Z\"")),
            Sign(Json("4", body: """{"name":"shop"}"""), LedgerKinds.Identity),
            Sign(Json("8"))));
        Add("KeyNotValid: from an instant on and up to another, until an identity leaves them out", chain => chain.AddLines(
            8,
            Sign(Json("1", body: """{"name":"shop","valid_after":"2026-11-26T09:00:00Z","valid_before":"2026-11-26T10:00:00Z"}"""), LedgerKinds.Identity),
            Sign(Json("2")),
            Sign(Json("3", "\"2026-11-26T08:59:59Z\"")),
            Sign(Json("4", "\"2026-11-26T09:59:59Z\"")),
            Sign(Json("5", "\"2026-11-26T10:00:00Z\"")),
            Sign(Json("6", body: """{"name":"shop"}"""), LedgerKinds.Identity),
            Sign(Json("7", "\"2026-11-26T08:59:59Z\"")),
            Sign(Json("8", "\"2026-11-26T10:00:00Z\""))));
    }

    private static LedgerDraft Identity(PublisherKey? key) => LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", PublicKey = key?.Text }, LedgerBodiesJson.Default.IdentityBody);
}
