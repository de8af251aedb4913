using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>Something that Ao has typed into the terminal.</summary>
/// <param name="MessageId">The id of the message that it was, or <see langword="null"/> for the first prompt.</param>
/// <param name="Fingerprint">What the text is known by in Codex' log.</param>
internal sealed record TypedText(string? MessageId, string Fingerprint)
{
    /// <summary>Gets whether Codex' log has it.</summary>
    [JsonIgnore]
    public bool IsSeen { get; set; }

    /// <summary>Gives what a text is known by: blanks and control characters do not count, which a terminal changes.</summary>
    public static string FingerprintOf(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                plain.Append(rune.ToString());
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain.ToString())));
    }

    /// <summary>Gives a text as it is typed: behind a blank, so that none is a command of Codex' own (<c>/quit</c>) or of a shell (<c>!rm</c>), and with Enter behind it.</summary>
    public static byte[] Keys(string text) => Encoding.UTF8.GetBytes($" {text.TrimEnd()}\n");
}
