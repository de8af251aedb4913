using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.Git.Forge;

/// <summary>The references of pull requests as one look has found them.</summary>
internal sealed class ForgeLook
{
    private readonly Dictionary<int, string> _metas = [];
    private readonly HashSet<string> _prepared = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Id)> _references;
    private readonly List<(string Name, string Id)> _published;

    private ForgeLook(List<(string Name, string Id)> references)
    {
        _references = references;
        foreach (var (name, id) in references)
        {
            if (name.StartsWith(PullRequestRecords.All, StringComparison.Ordinal))
            {
                var parts = name.Split('/');
                if (parts[^1] == "meta")
                {
                    _metas[NumberOf(name)!.Value] = id;
                }
                else if (parts is [.., "merges", var head, _])
                {
                    _prepared.Add($"{parts[3]}/{head}");
                }
            }
        }

        _published = references.FindAll(static reference => reference.Name.StartsWith(PublishedChecks.All, StringComparison.Ordinal));
        Checks = new CheckIndex(references);
        Reviews = IdsBelow(Forge.Reviews.All);
        Threads = IdsBelow(ThreadRecords.All);
    }

    public CheckIndex Checks { get; }

    /// <summary>Gets the objects of the reviews, by pull request.</summary>
    public ILookup<int, string> Reviews { get; }

    /// <summary>Gets the objects of the threads, by pull request.</summary>
    public ILookup<int, string> Threads { get; }

    /// <summary>Gets the objects of the pull requests' records, by number.</summary>
    public IReadOnlyDictionary<int, string> Metas => _metas;

    /// <summary>Lists the references of pull requests with one process.</summary>
    public static async ValueTask<ForgeLook> TakeAsync(ControlRepository forge, IReadOnlySet<int> numbers, CancellationToken cancellationToken)
    {
        var all = await forge.ListRefsAsync([PullRequestRecords.All, CheckRef.First, CheckRef.Further, PublishedChecks.All, Forge.Reviews.All, ThreadRecords.All], cancellationToken).ConfigureAwait(false);
        return new ForgeLook([.. all.Where(reference => NumberOf(reference.Name) is { } number && numbers.Contains(number))]);
    }

    /// <summary>Gives the objects of the checks that were published of a pull request's head.</summary>
    public IReadOnlyList<string> PublishedOf(PullRequestRecord record) => [.. _published.Where(reference => PublishedChecks.IsOf(reference.Name, record)).Select(static reference => reference.Id)];

    /// <summary>Tells whether a merge of a head was made ready: it may have been pushed without anybody having written that down.</summary>
    public bool IsPrepared(PullRequestRecord record) => _prepared.Contains(string.Create(CultureInfo.InvariantCulture, $"{record.Number}/{record.HeadRevision}"));

    /// <summary>Gives the mark of what was found: equal marks, equal findings.</summary>
    /// <param name="more">What else the findings follow from.</param>
    public string MarkWith(IEnumerable<string> more)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in _references.Select(static reference => $"{reference.Id} {reference.Name}").Concat(more))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData("\0"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private ILookup<int, string> IdsBelow(string prefix) =>
        _references.Where(reference => reference.Name.StartsWith(prefix, StringComparison.Ordinal)).ToLookup(static reference => NumberOf(reference.Name)!.Value, static reference => reference.Id);

    private static int? NumberOf(string name) =>
        name.Split('/', 5) is [_, _, _, var number, _] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
}
