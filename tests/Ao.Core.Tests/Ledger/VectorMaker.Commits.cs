using System.Text;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>Vectors of commits: what is taken, and what breaks a chain.</summary>
internal sealed partial class VectorMaker
{
    private const string Head = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
    private const string People = "author a <a@b> 1795683600 +0000\ncommitter a <a@b> 1795683600 +0000\n";
    private const string Message = "\nrecords\n";

    private void AddCommits()
    {
        Add("taken: two commits, three records", static chain =>
        {
            chain.Add(Identity(null), ChainBuilder.Report("one"));
            chain.Add(ChainBuilder.Report("two"));
        });
        Add("taken: a manifest with more in it", static chain => chain.Commit(Changed(chain, static text => text.Replace("{", """{"later":[[[{}]]],""", StringComparison.Ordinal))));
        Add("Malformed: nothing else in the chain, whose clock is 0", static chain => chain.AddLines(0, "{}"u8.ToArray()));
        Add("taken: other headers, and a signature in the header gpgsig-sha256", chain => AddRaw(chain, Head + People + "encoding UTF-8\nmergetag object 4b825dc6\n type commit\n \n of whatever\n", "gpgsig-sha256"));
        Add("taken: a commit signed by SHA-512", chain => AddRaw(chain, Head + People, "gpgsig", content => SshSignatures.Make(_pem, _signer.Key, LedgerFormat.CommitNamespace, content, "sha512")));
        Add("taken: other people, times and messages", chain => AddRaw(chain, Head + "author \u00e9 <> 0 +1400\ncommitter x <y> 99 -0100\n", "gpgsig"));
    }

    private void AddBreaches()
    {
        AddBreach("a commit that is not signed", static chain => chain.Commit(chain.NextFiles(), isSigned: false));
        AddBreach("a commit of another", chain => chain.Commit(chain.NextFiles(), signer: _other));
        AddBreach("a commit that is signed as a record", chain => AddNext(chain, "gpgsig", content => _signer.Sign(LedgerFormat.RecordNamespace, content)));
        AddBreach("a commit with two signatures", chain => AddNext(chain, "gpgsig", more: "gpgsig-sha256 x\n"));
        AddBreach("a signature with carriage returns", chain => AddNext(chain, "gpgsig", armor: static text => text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        AddBreach("a signature with something before it", chain => AddNext(chain, "gpgsig", armor: static text => "Comment: x\n" + text));
        AddBreach("a commit that is not what it is called", chain => AddRaw(chain, $"{Head}parent {chain.Commits[^1].Id}\n{People}", "gpgsig", id: ChainBuilder.Family));
        AddBreach("no parent", chain => AddRaw(chain, Head + People, "gpgsig"));
        AddBreach("two parents", chain => AddRaw(chain, $"{Head}parent {chain.Commits[0].Id}\nparent {chain.Commits[0].Id}\n{People}", "gpgsig"));
        AddBreach("another parent", chain => AddRaw(chain, $"{Head}parent {ChainBuilder.Family}\n{People}", "gpgsig"));
        Add("breach: the first commit has a parent", chain => AddRaw(chain, $"{Head}parent {ChainBuilder.Family}\n{People}", "gpgsig"));
        Add("breach: the first commit is of another", chain => chain.Commit(chain.NextFiles(), signer: _other));
        AddBreach("a file is removed", static chain => chain.Commit(chain.NextFiles(), removed: [LedgerFormat.SegmentPath(1)]));
        AddBreach("a segment is rewritten", static chain => chain.Commit(With(chain, LedgerFormat.SegmentPath(1), "{}\n")));
        AddBreach("a segment at another place", static chain => chain.Commit(With(chain, "seg/0000/2.jsonl", "{}\n")));
        AddBreach("another file", static chain => chain.Commit(With(chain, "README.md", "# A ledger\n")));
        AddBreach("no segment", static chain => chain.Commit(Without(chain, LedgerFormat.SegmentPath(2))));
        AddBreach("an empty segment", static chain => chain.Commit(With(chain, LedgerFormat.SegmentPath(2), "")));
        AddBreach("a segment that does not end in a line break", static chain => chain.Commit(With(chain, LedgerFormat.SegmentPath(2), "{}")));
        AddBreach("101 lines", static chain => chain.AddLines(1, [.. Enumerable.Repeat("{}"u8.ToArray(), 101)]));
        AddBreach("no manifest", static chain => chain.Commit(Without(chain, LedgerFormat.ManifestPath)));
        AddBreach("a manifest of another publisher", chain => chain.Commit(Changed(chain, text => text.Replace(_signer.Key.ForkId, _other.Key.ForkId, StringComparison.Ordinal))));
        AddBreach("a manifest of another family", static chain => chain.Commit(Changed(chain, static text => text.Replace(ChainBuilder.Family, "", StringComparison.Ordinal))));
        AddBreach("a manifest of another version", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal))));
        AddBreach("a manifest of another number", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"seq\":2", "\"seq\":3", StringComparison.Ordinal))));
        AddBreach("a manifest of another count", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"count\":2", "\"count\":1", StringComparison.Ordinal))));
        AddBreach("a manifest of a higher clock", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"clock\":2", "\"clock\":9", StringComparison.Ordinal))));
        AddBreach("a manifest of a lower clock", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"clock\":2", "\"clock\":1", StringComparison.Ordinal))));
        AddBreach("a manifest whose numbers have fractions", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"count\":2", "\"count\":2.0", StringComparison.Ordinal))));
        AddBreach("a manifest whose clock has a sign", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"clock\":2", "\"clock\":-2", StringComparison.Ordinal))));
        AddBreach("a manifest with a property twice", static chain => chain.Commit(Changed(chain, static text => text.Replace("\"v\":1", "\"v\":1,\"v\":1", StringComparison.Ordinal))));
        AddBreach("a manifest of more than 4,096 bytes", static chain => chain.Commit(Changed(chain, static text => text + new string(' ', LedgerFormat.ManifestBytes))));
        AddBreach("a manifest counts a clock that is none", chain => chain.AddLines(LedgerFormat.MaxClock + 1, Sign(Json("9007199254740992"))));
        AddBreach("something behind a revocation", static chain =>
        {
            chain.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", Revoked = true }, LedgerBodiesJson.Default.IdentityBody));
            chain.Add(ChainBuilder.Report("too late"));
        });
        Add("breach: by the first key, behind the commit that changes it", chain =>
        {
            chain.Add(_other, Identity(_other.Key));
            chain.Signer = _signer;
            chain.Add(ChainBuilder.Report("by the first key"));
        });
    }

    private void AddBreach(string name, Action<ChainBuilder> build) => Add($"breach: {name}", chain =>
    {
        chain.Add(ChainBuilder.Report("one"));
        build(chain);
    });

    private static Dictionary<string, ReadOnlyMemory<byte>> With(ChainBuilder chain, string path, string content) => new(chain.NextFiles()) { [path] = Encoding.UTF8.GetBytes(content) };

    private static Dictionary<string, ReadOnlyMemory<byte>> Without(ChainBuilder chain, string path) => chain.NextFiles().Where(file => file.Key != path).ToDictionary();

    private static Dictionary<string, ReadOnlyMemory<byte>> Changed(ChainBuilder chain, Func<string, string> change) => With(chain, LedgerFormat.ManifestPath, change(Encoding.UTF8.GetString(chain.NextFiles()[LedgerFormat.ManifestPath].Span)));

    private void AddNext(ChainBuilder chain, string header, Func<byte[], byte[]>? sign = null, Func<string, string>? armor = null, string more = "") =>
        AddRaw(chain, $"{Head}parent {chain.Commits[^1].Id}\n{People}", header, sign, armor, more);

    /// <summary>Adds a commit object that is written by hand.</summary>
    private void AddRaw(ChainBuilder chain, string headers, string header, Func<byte[], byte[]>? sign = null, Func<string, string>? armor = null, string more = "", string? id = null)
    {
        var content = Encoding.Latin1.GetBytes(headers + Message);
        var text = SshSignature.Armor(sign?.Invoke(content) ?? _signer.Sign(LedgerFormat.CommitNamespace, content)).TrimEnd('\n');
        var signature = (armor?.Invoke(text) ?? text).Replace("\n", "\n ", StringComparison.Ordinal);
        chain.Commit($"{headers}{header} {signature}\n{more}{Message}", chain.NextFiles(), id);
    }
}
