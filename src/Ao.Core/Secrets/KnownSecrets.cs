using System.Buffers;
using System.Text;

namespace Ao.Secrets;

/// <summary>Finds values that are known to be secret, as they are and in the encodings in which programs write them down.</summary>
/// <remarks>
/// Texts are bytes here, one to a character. Base64 of three alignments, both alphabets of it, hex, UTF-16 and the reversed value are searched for as they are;
/// escapes of addresses, JSON and HTML are undone first: each kind by itself, because a secret can hold what looks like an escape of another kind,
/// then all together, and those of JSON twice, since one text is often quoted in another.
/// </remarks>
internal sealed class KnownSecrets
{
    /// <summary>The shortest value that is taken for a secret: anything shorter stands in ordinary text by chance.</summary>
    public const int MinLength = 6;

    /// <summary>The longest text that is searched for as a whole; of a longer value all parts of this length are.</summary>
    private const int MaxLength = 1024;

    /// <summary>What one byte becomes at most: an HTML entity within JSON.</summary>
    private const int MaxExpansion = 16;

    private static readonly string[] s_escapes = ["\\", "%", "&", "\\%&"];

    private readonly SearchValues<string> _plain;
    private readonly SearchValues<string> _encoded;
    private readonly SearchValues<string> _hex;
    private readonly Needles _plainNeedles;
    private readonly Needles _encodedNeedles;
    private readonly Needles _hexNeedles;

    private KnownSecrets(IReadOnlyCollection<byte[]> values)
    {
        string[] plain = [.. values.Select(Encoding.Latin1.GetString)];
        string[] encoded = [.. values.SelectMany(static value => SecretEncodings.Of(value)).Concat(plain).Distinct(StringComparer.Ordinal)];
        string[] hex = [.. values.Select(Convert.ToHexStringLower)];
        (_plain, _encoded, _hex) = (SearchValues.Create(plain, StringComparison.Ordinal), SearchValues.Create(encoded, StringComparison.Ordinal), SearchValues.Create(hex, StringComparison.OrdinalIgnoreCase));
        (_plainNeedles, _encodedNeedles, _hexNeedles) = (new Needles(plain, StringComparison.Ordinal), new Needles(encoded, StringComparison.Ordinal), new Needles(hex, StringComparison.OrdinalIgnoreCase));
        Reach = values.Max(static value => value.Length) * MaxExpansion;
    }

    /// <summary>Gets how long a find can be.</summary>
    public int Reach { get; }

    /// <summary>Prepares the search for some values; <see langword="null"/> where none of them is long enough.</summary>
    public static KnownSecrets? Of(IEnumerable<string?> values)
    {
        var known = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var bytes = Encoding.UTF8.GetBytes(value?.Trim() ?? "");
            for (var start = 0; start < bytes.Length; start += MaxLength)
            {
                var part = bytes[start..Math.Min(start + MaxLength, bytes.Length)];
                if (part.Length >= MinLength)
                {
                    known[Encoding.Latin1.GetString(part)] = part;
                }
            }
        }

        return known.Count == 0 ? null : new KnownSecrets(known.Values);
    }

    /// <summary>Adds where secrets stand.</summary>
    public void Find(string text, List<SecretRange> found)
    {
        Find(text, _encoded, _encodedNeedles, static range => range, found);
        Find(text, _hex, _hexNeedles, static range => range, found);
        foreach (var escapes in s_escapes)
        {
            if (DecodedView.Of(text, escapes) is { } view)
            {
                Find(view, escapes, found);
            }
        }
    }

    private void Find(DecodedView view, string escapes, List<SecretRange> found)
    {
        var decoded = view.Text;
        Find(decoded, _encoded, _encodedNeedles, view.Locate, found);
        if (escapes.Contains('\\', StringComparison.Ordinal) && DecodedView.Of(decoded, escapes) is { } inner)
        {
            Find(inner.Text, _plain, _plainNeedles, range => view.Locate(inner.Locate(range)), found);
        }
    }

    private static void Find(string text, SearchValues<string> values, Needles needles, Func<SecretRange, SecretRange> locate, List<SecretRange> found)
    {
        for (var index = 0; index < text.Length;)
        {
            var next = text.AsSpan(index).IndexOfAny(values);
            if (next < 0)
            {
                return;
            }

            index += next;
            found.Add(locate(new SecretRange(index, index + needles.LengthAt(text.AsSpan(index)))));
            index++;
        }
    }

    /// <summary>Tells which of many texts stands at a place.</summary>
    private sealed class Needles(IEnumerable<string> texts, StringComparison comparison)
    {
        private readonly Dictionary<string, string[]> _byStart = texts.GroupBy(static text => text[..MinLength], StringComparer.FromComparison(comparison))
            .ToDictionary(static group => group.Key, static group => group.OrderByDescending(static text => text.Length).ToArray(), StringComparer.FromComparison(comparison));

        /// <summary>Gives the length of the longest one.</summary>
        public int LengthAt(ReadOnlySpan<char> text)
        {
            foreach (var candidate in _byStart.GetAlternateLookup<ReadOnlySpan<char>>()[text[..MinLength]])
            {
                if (text.StartsWith(candidate, comparison))
                {
                    return candidate.Length;
                }
            }

            return MinLength;
        }
    }
}
