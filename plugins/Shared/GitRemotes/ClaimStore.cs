using System.Text.Json;
using Ao.Commands;
using Ao.Git.Claims;
using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Keeps claims as commits without files, each under a reference of the remote: every forge keeps those, whatever else it refuses.</summary>
internal sealed class ClaimStore(RemoteGit remote)
{
    private const int MaxAttempts = 5;
    private const int ListLimit = 16 * 1024 * 1024;

    /// <summary>Reads the claims whose references match a pattern, as the remote holds them now.</summary>
    public async ValueTask<IReadOnlyList<WorkClaim>> ReadAsync(ClaimPlace place, string pattern, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var what = $"The claims of project '{place.Source.Project}' could not be read";
            var call = new GitCall("ls-remote", "--refs", "--quiet", "--", place.Address.Text, pattern) { GitDir = place.Control.Folders.Control, OutputLimit = ListLimit };
            var references = RemoteHeads.Parse(await remote.ReadAsync(what, call, place.Source, place.Address, cancellationToken).ConfigureAwait(false)).References;
            var missing = await MissingAsync(place, references, cancellationToken).ConfigureAwait(false);
            if (missing.Length == 0)
            {
                return await ParseAsync(place, references, cancellationToken).ConfigureAwait(false);
            }

            // They are not under any reference here: nothing is ever pruned, and nothing has to be kept in step.
            var fetch = new GitCall(["-c", "fetch.fsckObjects=true", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=", "--", place.Address.Text, .. missing]) { GitDir = place.Control.Folders.Control };
            var result = await remote.RunAsync(fetch, place.Source, place.Address, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded && (attempt == MaxAttempts || RemoteFaults.Of(result) != RemoteFault.MissingReference))
            {
                throw RemoteFaults.OfReading(what, place.Address, result);
            }

            // One that was released or changed hands meanwhile is looked at anew.
            if (attempt == MaxAttempts)
            {
                throw new TransientException($"{what}: they change faster than '{place.Address}' can be asked. Try again.");
            }
        }
    }

    /// <summary>Writes a claim down here, so that it can be pushed.</summary>
    public static async ValueTask<string> WriteAsync(ClaimPlace place, string text, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var tree = await place.Control.ReadAsync(cancellationToken, "mktree").ConfigureAwait(false);
        return await place.Control.CommitAsync(tree, [], text, at, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets or removes a reference of the remote, if it is what is expected.</summary>
    /// <param name="place">Where.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="revision">What it shall be, or <see langword="null"/> to remove it.</param>
    /// <param name="expected">What it is now, or <see langword="null"/> where it must not be there.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns><see langword="false"/> when it is something else.</returns>
    /// <exception cref="OutcomeUnknownException">It broke off.</exception>
    public async ValueTask<bool> TrySetAsync(ClaimPlace place, string reference, string? revision, string? expected, CancellationToken cancellationToken)
    {
        var call = new GitCall("push", "--porcelain", "--no-verify", $"--force-with-lease={reference}:{expected}", "--", place.Address.Text, $"{revision}:{reference}") { GitDir = place.Control.Folders.Control };
        CommandResult result;
        try
        {
            result = await remote.RunAsync(call, place.Source, place.Address, cancellationToken).ConfigureAwait(false);
        }
        catch (GitException exception)
        {
            throw new OutcomeUnknownException($"A claim was being written to '{place.Address}' when it broke off: {exception.Message}", exception);
        }

        const string What = "A claim could not be written";
        return PushAnswer.Of(result) switch
        {
            { Outcome: PushOutcome.Pushed } => true,
            { Outcome: PushOutcome.Moved } => false,
            { Outcome: PushOutcome.Refused } answer => throw new AoException($"{What}: '{place.Address}' refuses the reference '{reference}': {answer.Reason} {RemoteFaults.WordsOf(result)} Allow this host to write references below 'refs/ao/' there."),
            { Outcome: PushOutcome.NotSent } => throw RemoteFaults.OfReading(What, place.Address, result),
            _ => throw new OutcomeUnknownException($"A claim was being written to '{place.Address}' when it broke off: {RemoteFaults.WordsOf(result)}"),
        };
    }

    private static async ValueTask<string[]> MissingAsync(ClaimPlace place, IReadOnlyDictionary<string, string> references, CancellationToken cancellationToken)
    {
        if (references.Count == 0)
        {
            return [];
        }

        var output = await place.Control.ReadAsync(new GitCall("cat-file", "--batch-check") { Input = string.Join('\n', references.Values) + "\n", OutputLimit = ListLimit }, cancellationToken).ConfigureAwait(false);
        var missing = output.Split('\n').Where(static line => line.EndsWith(" missing", StringComparison.Ordinal)).Select(static line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        return [.. references.Where(reference => missing.Contains(reference.Value)).Select(static reference => reference.Key)];
    }

    private static async ValueTask<IReadOnlyList<WorkClaim>> ParseAsync(ClaimPlace place, IReadOnlyDictionary<string, string> references, CancellationToken cancellationToken)
    {
        if (references.Count == 0)
        {
            return [];
        }

        var call = new GitCall("log", "--no-walk=unsorted", "--no-show-signature", "--stdin", "--format=%H %s") { Input = string.Join('\n', references.Values) + "\n", OutputLimit = ListLimit };
        var texts = (await place.Control.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n').Select(static line => line.Split(' ', 2)).Where(static parts => parts.Length == 2).GroupBy(static parts => parts[0], StringComparer.Ordinal).ToDictionary(static parts => parts.Key, static parts => parts.First()[1], StringComparer.Ordinal);
        return [.. references.Select(reference => Parse(place, reference.Key, reference.Value, texts.GetValueOrDefault(reference.Value, "")))];
    }

    private static WorkClaim Parse(ClaimPlace place, string reference, string id, string text)
    {
        try
        {
            var record = JsonSerializer.Deserialize(text, GitJson.Default.ClaimRecord) ?? throw new JsonException("It is null.");
            return ClaimRules.ReferenceOf(record.Resource) == reference ? record.Describe(id) : throw new JsonException("It is about something else than its name says.");
        }
        catch (Exception exception) when (exception is JsonException or AoException)
        {
            throw new AoException($"'{Printable.Line(reference)}' of '{place.Address}' holds no claim that could be read: {Printable.Quote(exception.Message)} See what wrote it there, and whether all hosts have the same version.", exception);
        }
    }
}
