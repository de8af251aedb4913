using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Git.Workspaces;
using Ao.Scm;

namespace Ao.Git.Gates;

/// <summary>Reads gates, which agents can write in every way: their references are listed up to a bound, and of their objects only the session's own branch is fetched, and checked.</summary>
internal sealed class GateReader
{
    private const int MaxReferences = 100;
    private const int MaxEntries = 1000;
    private const int ListLimit = 64 * 1024;
    private const string Heads = "refs/heads/";
    private readonly ConcurrentDictionary<string, (string Print, PushReading Reading)> _known = new(StringComparer.Ordinal);
    private readonly KeyedLock _turns = new();

    /// <summary>Gives where the control repository keeps what a session has pushed.</summary>
    public static string ReferenceOf(SessionId session) => $"refs/ao/pushes/{session}";

    public async ValueTask<PushReading> ReadAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var gate = control.Folders.GateOf(record.Session);
        if (new DirectoryInfo(gate) is not { Exists: true, LinkTarget: null } || IsAsMade(gate, record))
        {
            return PushReading.None;
        }

        using var turn = await _turns.EnterAsync(gate, cancellationToken).ConfigureAwait(false);

        // Taken before reading: what is pushed meanwhile gives another one. An agent that hides its pushes from it hides them from nobody else.
        var print = PrintOf(gate);
        if (print is not null && _known.TryGetValue(gate, out var known) && known.Print == print)
        {
            return known.Reading;
        }

        var reading = await ListAsync(control, record, gate, cancellationToken).ConfigureAwait(false);
        if (print is not null)
        {
            _known[gate] = (print, reading);
        }

        return reading;
    }

    private static async ValueTask<PushReading> ListAsync(ControlRepository control, WorkspaceRecord record, string gate, CancellationToken cancellationToken)
    {
        var own = Heads + record.Branch;
        var result = await control.RunAsync(new GitCall("ls-remote", "--refs", "--quiet", "--", gate) { OutputLimit = ListLimit }, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded && !result.Truncated)
        {
            throw new GitException($"What session '{record.Session}' has pushed cannot be read in '{gate}': {Printable.Quote(result.Error)}");
        }

        // A line that was cut is none. The own branch is asked for by its name below, so that no crowd of others can hide it.
        var lines = result.Output.Split('\n');
        var listed = lines[..^1].Select(static line => line.Split('\t', 2)).Where(static parts => parts.Length == 2).Select(static parts => (Name: parts[1], Id: parts[0])).ToList();
        var bases = await control.Bases.OfAsync(record.Session, cancellationToken).ConfigureAwait(false);
        var isWhole = !result.Truncated && listed.Count <= MaxReferences;
        var references = listed.Where(reference => reference.Name != own && !IsStart(reference.Name, reference.Id, record, bases)).Take(MaxReferences).Select(static reference => new PushedReference { Name = ShortOf(reference.Name), Revision = reference.Id }).ToList();
        if (isWhole && !listed.Exists(reference => reference.Name == Heads + record.BaseBranch))
        {
            references.Add(new PushedReference { Name = record.BaseBranch, Revision = null });
        }

        if (await FetchAsync(control, record, gate, own, cancellationToken).ConfigureAwait(false) is { } pushed)
        {
            references.Add(pushed);
        }

        return new PushReading([.. references.OrderBy(static reference => reference.Name, StringComparer.Ordinal)], isWhole);
    }

    /// <summary>Takes the session's own branch over into the control repository.</summary>
    private static async ValueTask<PushedReference?> FetchAsync(ControlRepository control, WorkspaceRecord record, string gate, string own, CancellationToken cancellationToken)
    {
        var result = await control.FetchAsync(gate, trusted: false, cancellationToken, $"+{own}:{ReferenceOf(record.Session)}").ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return result.Error.Contains("find remote ref", StringComparison.Ordinal)
                ? null
                : throw new GitException($"What session '{record.Session}' has pushed to '{Printable.Quote(record.Branch)}' cannot be taken over: {Printable.Quote(result.Error)}");
        }

        if (await control.ResolveAsync(ReferenceOf(record.Session), cancellationToken).ConfigureAwait(false) is not { } revision)
        {
            return null;
        }

        var described = await WorkspaceReader.DescribeAsync(control, record, new WorkspaceContent { Head = revision, Branch = record.Branch, Revision = revision, HoldsMore = false }, cancellationToken).ConfigureAwait(false);
        return new PushedReference { Name = record.Branch, Revision = revision, IsOwn = true, ChangedPaths = described.ChangedPaths, MoreChangedPaths = described.MoreChangedPaths };
    }

    /// <summary>Tells without a process whether nothing was ever pushed: so it is for most sessions, most of the time.</summary>
    private static bool IsAsMade(string gate, WorkspaceRecord record)
    {
        var made = SessionGates.ReferencesOf(record);
        return new FileInfo(Path.Combine(gate, "packed-refs")) is { Exists: true, LinkTarget: null } packed
            && packed.Length == made.Length
            && File.ReadAllText(packed.FullName) == made
            && !Directory.EnumerateFiles(Path.Combine(gate, "refs"), "*", SearchOption.AllDirectories).Any();
    }

    /// <summary>Tells what the host put there from what the agent pushed.</summary>
    private static bool IsStart(string name, string id, WorkspaceRecord record, IReadOnlyList<string> bases) =>
        name == Heads + record.BaseBranch && (id == record.BaseRevision || bases.Contains(id, StringComparer.Ordinal));

    private static string ShortOf(string name) => name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..] : name;

    /// <summary>Tells cheaply whether references have changed, from the files that hold them; <see langword="null"/> where there are too many to look at.</summary>
    private static string? PrintOf(string gate)
    {
        var text = new StringBuilder();
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        var entries = new DirectoryInfo(Path.Combine(gate, "refs")) is { Exists: true } references ? references.EnumerateFileSystemInfos("*", options) : [];
        var files = entries.Take(MaxEntries + 1).Append(new FileInfo(Path.Combine(gate, "packed-refs"))).OrderBy(static entry => entry.FullName, StringComparer.Ordinal).ToList();
        if (files.Count > MaxEntries)
        {
            return null;
        }

        foreach (var entry in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.FullName}\0{entry.LastWriteTimeUtc.Ticks}\0{(entry is FileInfo { Exists: true } file ? file.Length : -1)}\0");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
