using System.Globalization;

namespace Ao.Ledger.Protocol;

/// <summary>What <c>ao-ledger/1</c> fixes: names, paths and sizes. docs/protocols/ledger.md has the same.</summary>
internal static class LedgerFormat
{
    public const int Version = 1;

    /// <summary>The namespace of signatures over records.</summary>
    public const string RecordNamespace = "ao-ledger";

    /// <summary>The namespace of signatures over commits, as git has it.</summary>
    public const string CommitNamespace = "git";

    public const string ManifestPath = "manifest.json";
    public const int RecordsInSegment = 100;
    public const int SegmentBytes = 256 * 1024;
    public const int RecordBytes = 64 * 1024;
    public const int ManifestBytes = 4 * 1024;

    /// <summary>How many commits a chain has at most: the folder of its segments stays one that every reader takes.</summary>
    public const int MaxSequence = 600_000;

    /// <summary>How far a clock may be ahead of the one before it.</summary>
    public const long ClockStep = 1 << 20;

    /// <summary>The highest clock: the highest number that every JSON reader keeps whole.</summary>
    public const long MaxClock = (1L << 53) - 1;

    public const int MaxSubject = 200;
    public const int MaxSession = 200;
    public const int MaxDepth = 32;

    /// <summary>How far ahead of the reader's clock a record's time may be: clocks differ, and none is a day wrong unnoticed.</summary>
    public static readonly TimeSpan TimeAhead = TimeSpan.FromDays(1);

    /// <summary>Gives the path of the segment that a commit adds; 100 segments to a folder, so that no tree object gets large.</summary>
    public static string SegmentPath(int sequence) => string.Create(CultureInfo.InvariantCulture, $"seg/{sequence / 100:D4}/{sequence:D8}.jsonl");

    public static string PayloadType(string kind) => $"application/vnd.ao.{kind}.v1+json";

    /// <summary>Reads the kind of a payload type: <c>report</c>, or <c>report.v2</c> of a form that this version does not know; <see langword="null"/> where it is none.</summary>
    public static string? KindOf(string payloadType)
    {
        const string prefix = "application/vnd.ao.";
        const string suffix = "+json";
        if (!payloadType.StartsWith(prefix, StringComparison.Ordinal) || !payloadType.EndsWith(suffix, StringComparison.Ordinal))
        {
            return null;
        }

        var middle = payloadType[prefix.Length..^suffix.Length];
        var dot = middle.LastIndexOf(".v", StringComparison.Ordinal);
        var (kind, version) = dot < 0 ? ("", "") : (middle[..dot], middle[(dot + 2)..]);
        return IsKind(kind) && version is [>= '1' and <= '9', ..] && version.Length <= 4 && version.All(char.IsAsciiDigit) ? (version == "1" ? kind : middle) : null;
    }

    public static bool IsForkId(string? text) => text is { Length: 16 } && IsHex(text);

    /// <summary>Tells whether a text is a family: the id of a commit, or nothing where the history is not known.</summary>
    public static bool IsFamily(string text) => text.Length is 0 or 40 or 64 && IsHex(text);

    /// <summary>Tells whether a text has no more characters than a limit; a character is a code point of Unicode.</summary>
    public static bool IsWithin(string text, int limit) => text.Length <= limit || (text.Length <= 2 * limit && text.EnumerateRunes().Count() <= limit);

    private static bool IsKind(string kind) => kind is [>= 'a' and <= 'z', ..] && kind.Length <= 40 && kind.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigitLower);
}
