using System.Globalization;
using System.Text;

namespace Ao.Git.Histories;

/// <summary>Reads what commits say of themselves, with one process for many.</summary>
internal static class CommitTexts
{
    private const int MaxText = 64 * 1024;
    private const int MaxName = 200;
    private static readonly DateTimeOffset s_first = DateTimeOffset.UnixEpoch;

    public static async ValueTask<IReadOnlyDictionary<string, CommitText>> ReadAsync(HistoryPlace place, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, CommitText>(ids.Count, StringComparer.Ordinal);
        var fields = new List<string>(6);
        var pieces = new Pieces(0, MaxText, (piece, _) =>
        {
            fields.Add(Encoding.UTF8.GetString(piece));
            if (fields.Count == 6)
            {
                texts[fields[0].TrimStart('\n')] = new CommitText(Name(fields[1]), Name(fields[2]), TimeOf(fields[3], fields[4]), fields[5].TrimEnd('\n'));
                fields.Clear();
            }
        });
        var call = new GitCall("log", "--no-walk=unsorted", "--no-show-signature", "--no-color", "--stdin", "--format=%H%x00%an%x00%ae%x00%at%x00%ct%x00%B%x00")
        {
            Input = string.Concat(ids.Select(static id => id + "\n")),
            Observer = pieces,
            OutputLimit = MaxText,
        };
        var result = await place.RunAsync(call, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? texts : throw GitClient.Failure("log", result);
    }

    private static string Name(string text) => text.Length > MaxName ? text[..MaxName] : text;

    /// <summary>Gives when the author says that it was made; where that is no time, when it was committed.</summary>
    private static DateTimeOffset TimeOf(string author, string committer) => Time(author) ?? Time(committer) ?? s_first;

    private static DateTimeOffset? Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(count) : null;
}
