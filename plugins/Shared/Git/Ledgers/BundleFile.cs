using System.Text;
using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>A bundle file: names, and a pack that should hold what they name. Nothing of it is believed before it is checked.</summary>
/// <param name="Heads">What it says it holds.</param>
/// <param name="Pack">The pack.</param>
internal sealed record BundleFile(IReadOnlyDictionary<string, string> Heads, ReadOnlyMemory<byte> Pack)
{
    private const int LargestHeader = 64 * 1024;

    /// <summary>Reads a bundle file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How its objects must be named.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The bundle; or why it is not taken.</returns>
    public static async ValueTask<(BundleFile? Bundle, LedgerFetchOutcome Outcome, string? Reason)> OpenAsync(string path, ObjectFormat format, long limit, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous });
            await using (file.ConfigureAwait(false))
            {
                if (file.Length > limit + LargestHeader)
                {
                    return (null, LedgerFetchOutcome.TooMuch, $"it has {file.Length} bytes, where at most {limit} are taken");
                }

                var content = new byte[file.Length];
                await file.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
                var fault = TryRead(content, format, out var bundle);
                return (bundle, LedgerFetchOutcome.Damaged, fault);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new TransientException($"The bundle file '{Printable.Quote(path)}' could not be read: {exception.Message} See that it is there and readable.", innerException: exception);
        }
    }

    /// <returns>What is wrong with it, or <see langword="null"/>.</returns>
    public static string? TryRead(ReadOnlyMemory<byte> content, ObjectFormat format, out BundleFile? bundle)
    {
        bundle = null;
        var end = content.Span[..Math.Min(content.Length, LargestHeader)].IndexOf("\n\n"u8);
        if (end < 0)
        {
            return "it is no bundle file";
        }

        var lines = Encoding.UTF8.GetString(content.Span[..end]).Split('\n');
        if (lines[0] is not ("# v2 git bundle" or "# v3 git bundle"))
        {
            return "it is no bundle file";
        }

        var heads = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = "sha1";
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith("@object-format=", StringComparison.Ordinal))
            {
                named = line["@object-format=".Length..];
            }
            else if (line.StartsWith('@'))
            {
                return $"it wants '{Printable.Quote(line)}' understood, which ledgers do not have";
            }
            else if (!line.StartsWith('-') && line.Split(' ', 2) is [var id, var reference] && Revision.IsRevision(id))
            {
                heads[reference] = id;
            }
        }

        if (named != format.Name)
        {
            return $"it names its objects by {Printable.Quote(named)}, and this project's repository by {format.Name}";
        }

        bundle = new BundleFile(heads, content[(end + 2)..]);
        return null;
    }
}
