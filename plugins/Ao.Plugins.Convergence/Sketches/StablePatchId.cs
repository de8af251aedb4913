using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.Convergence;

/// <summary>Works out what <c>git patch-id --stable</c> gives for a diff: a hash without white space, line numbers and the order of the files.</summary>
/// <remarks>It is an identity that git defines by SHA-1, no protection against anything.</remarks>
internal static class StablePatchId
{
    private static readonly UTF8Encoding s_utf8 = new(false);

    /// <summary>Gives the id, or nothing where the diff changes nothing.</summary>
    public static string? Of(ReadOnlySpan<char> patch)
    {
#pragma warning disable CA5350 // Git defines patch ids by SHA-1.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        var sum = new byte[20];
        var state = new State();
        foreach (var line in patch.EnumerateLinesOfDiff())
        {
            if (!Take(line, ref state, hash, sum))
            {
                break;
            }
        }

        Flush(hash, sum);
        return state.Length > 0 ? Convert.ToHexStringLower(sum) : null;
    }

    /// <summary>Takes in a line; false where the patch is over.</summary>
    private static bool Take(ReadOnlySpan<char> line, ref State state, IncrementalHash hash, byte[] sum)
    {
        if (line.StartsWith("\\ ", StringComparison.Ordinal) && line.Length > 11)
        {
            return true;
        }

        if (state.Length == 0 && !line.StartsWith("diff ", StringComparison.Ordinal))
        {
            return true;
        }

        if (state.Before == -1)
        {
            if (line.StartsWith("GIT binary patch", StringComparison.Ordinal) || line.StartsWith("Binary files", StringComparison.Ordinal))
            {
                (state.IsBinary, state.Before) = (true, 0);
                hash.AppendData(s_utf8.GetBytes(state.OldBlob + state.NewBlob));
                Flush(hash, sum);
                return true;
            }

            if (line.StartsWith("index ", StringComparison.Ordinal))
            {
                ReadBlobs(line["index ".Length..], ref state);
                return true;
            }

            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                (state.Before, state.After) = (1, 1);
            }
            else if (line.IsEmpty || !char.IsAsciiLetter(line[0]))
            {
                return false;
            }
        }

        if (state.IsBinary)
        {
            // Git leaves the first line of what follows out, too.
            (state.IsBinary, state.Before) = line.StartsWith("diff ", StringComparison.Ordinal) ? (false, -1) : (true, state.Before);
            return true;
        }

        if (state.Before == 0 && state.After == 0)
        {
            if (line.StartsWith("@@ -", StringComparison.Ordinal))
            {
                (state.Before, state.After) = ReadHunk(line[4..]);
                return true;
            }

            if (!line.StartsWith("diff ", StringComparison.Ordinal))
            {
                return false;
            }

            Flush(hash, sum);
            (state.Before, state.After) = (-1, -1);
        }

        var mark = line.IsEmpty ? '\0' : line[0];
        state.Before -= mark is '-' or ' ' ? 1 : 0;
        state.After -= mark is '+' or ' ' ? 1 : 0;
        state.Length += Append(line, hash);
        return true;
    }

    private static void ReadBlobs(ReadOnlySpan<char> line, ref State state)
    {
        var dots = line.IndexOf("..", StringComparison.Ordinal);
        if (dots >= 0)
        {
            var after = line[(dots + 2)..];
            var space = after.IndexOf(' ');
            (state.OldBlob, state.NewBlob) = (line[..dots].ToString(), (space < 0 ? after : after[..space]).ToString());
        }
    }

    private static (int Before, int After) ReadHunk(ReadOnlySpan<char> line)
    {
        var before = Count(ref line);
        var plus = line.IndexOf('+');
        line = plus < 0 ? [] : line[(plus + 1)..];
        return (before, Count(ref line));
    }

    private static int Count(ref ReadOnlySpan<char> line)
    {
        line = line[Digits(line)..];
        if (line.IsEmpty || line[0] != ',')
        {
            return 1;
        }

        line = line[1..];
        var digits = Digits(line);
        var count = int.TryParse(line[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        line = line[digits..];
        return count;
    }

    private static int Digits(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits < 0 ? line.Length : digits;
    }

    private static int Append(ReadOnlySpan<char> line, IncrementalHash hash)
    {
        var bytes = new byte[s_utf8.GetMaxByteCount(line.Length)];
        var written = s_utf8.GetBytes(line, bytes);
        var kept = 0;
        for (var at = 0; at < written; at++)
        {
            if (bytes[at] is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                bytes[kept++] = bytes[at];
            }
        }

        hash.AppendData(bytes.AsSpan(0, kept));
        return kept;
    }

    /// <summary>Adds the hash of a file to the sum, so that the order of the files does not matter.</summary>
    private static void Flush(IncrementalHash hash, byte[] sum)
    {
        var carry = 0;
        var part = hash.GetHashAndReset();
        for (var at = 0; at < sum.Length; at++)
        {
            carry += sum[at] + part[at];
            sum[at] = (byte)carry;
            carry >>= 8;
        }
    }

    private record struct State()
    {
        public int Before { get; set; } = -1;

        public int After { get; set; } = -1;

        public int Length { get; set; }

        public bool IsBinary { get; set; }

        public string OldBlob { get; set; } = "";

        public string NewBlob { get; set; } = "";
    }
}
