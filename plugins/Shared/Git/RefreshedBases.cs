using System.Collections.Concurrent;
using System.Globalization;

namespace Ao.Git;

/// <summary>The revisions of base branches that were brought to sessions' gates, by session and in their order. They are references of the control repository, out of the agents' reach, read once.</summary>
internal sealed class RefreshedBases(ControlRepository control) : IDisposable
{
    private const string Prefix = "refs/ao/bases/";
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile ConcurrentDictionary<string, IReadOnlyList<string>>? _bases;

    /// <summary>Gives the pattern of a session's references.</summary>
    public static string PrefixOf(SessionId session) => $"{Prefix}{session}/";

    /// <summary>Gives what was brought to a session's gate, oldest first.</summary>
    public async ValueTask<IReadOnlyList<string>> OfAsync(SessionId session, CancellationToken cancellationToken) =>
        (await LoadAsync(cancellationToken).ConfigureAwait(false)).GetValueOrDefault(session.Value) ?? [];

    /// <summary>Writes down what will be brought to a session's gate. Callers take turns for each session.</summary>
    public async ValueTask AddAsync(SessionId session, string revision, CancellationToken cancellationToken)
    {
        var bases = await LoadAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> before = bases.GetValueOrDefault(session.Value) ?? [];
        if (before.Count > 0 && before[^1] == revision)
        {
            return;
        }

        // A number is given once, also where a host ended after giving it.
        var name = string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(session)}{before.Count + 1}");
        await control.ReadAsync(cancellationToken, "update-ref", name, revision).ConfigureAwait(false);
        bases[session.Value] = [.. before, revision];
    }

    public void Dispose() => _loading.Dispose();

    private async ValueTask<ConcurrentDictionary<string, IReadOnlyList<string>>> LoadAsync(CancellationToken cancellationToken)
    {
        if (_bases is { } known)
        {
            return known;
        }

        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _bases ??= await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _loading.Release();
        }
    }

    private async ValueTask<ConcurrentDictionary<string, IReadOnlyList<string>>> ReadAsync(CancellationToken cancellationToken)
    {
        var references = await control.ListRefsAsync(Prefix, cancellationToken).ConfigureAwait(false);
        var bySession = references.Select(static reference => (Parts: reference.Name[Prefix.Length..].Split('/'), reference.Id)).GroupBy(static reference => reference.Parts[0], StringComparer.Ordinal);
        return new ConcurrentDictionary<string, IReadOnlyList<string>>(
            bySession.Select(static session => KeyValuePair.Create(session.Key, (IReadOnlyList<string>)[.. session.OrderBy(static reference => int.Parse(reference.Parts[1], CultureInfo.InvariantCulture)).Select(static reference => reference.Id)])),
            StringComparer.Ordinal);
    }
}
