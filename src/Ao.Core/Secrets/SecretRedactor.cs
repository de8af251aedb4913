using System.Text;

namespace Ao.Secrets;

/// <summary>Replaces secrets in texts and streams: values that are known, in whatever encoding, and what looks like one.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class SecretRedactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Marker = "[redacted]";

    private readonly KnownSecrets? _known;

    /// <summary>Prepares a redactor.</summary>
    /// <param name="known">Values that are secret. Those of less than six bytes are left out: they stand in ordinary text by chance.</param>
    public SecretRedactor(IEnumerable<string?> known) => _known = KnownSecrets.Of(known);

    /// <summary>Gets how far back a find can reach that is not whole yet.</summary>
    internal int Reach => _known?.Reach ?? 0;

    /// <summary>Replaces the secrets of a text.</summary>
    public RedactedText Redact(string text)
    {
        // Nothing that is shorter than a secret holds one.
        if (text.Length < KnownSecrets.MinLength)
        {
            return new RedactedText(text, 0);
        }

        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        var found = Find(bytes);
        if (found.Count == 0)
        {
            return new RedactedText(text, 0);
        }

        var clean = new StringBuilder(bytes.Length);
        var position = 0;
        foreach (var range in found)
        {
            clean.Append(bytes, position, range.Start - position).Append(Marker);
            position = range.End;
        }

        clean.Append(bytes, position, bytes.Length - position);
        return new RedactedText(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(clean.ToString())), found.Count);
    }

    /// <summary>Gives the secrets of a text, whose characters are bytes, in their order and without overlaps.</summary>
    internal List<SecretRange> Find(string bytes)
    {
        var found = new List<SecretRange>();
        _known?.Find(bytes, found);
        SecretPatterns.Find(bytes, found);
        return SecretRange.Merge(found);
    }
}
