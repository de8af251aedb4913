using System.Globalization;
using System.Text.RegularExpressions;

namespace Ao.Ledger.Protocol;

/// <summary>Reads times by RFC 3339: always with their offset, so that they are the same time for every reader.</summary>
internal static partial class Rfc3339
{
    private const int LongestText = 40;

    /// <summary>Reads a time to its second; <see langword="null"/> where it is none from 1970 to 9999.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (text.Length > LongestText || Form().Match(text) is not { Success: true } match
            || !DateTime.TryParseExact(match.Groups["local"].ValueSpan, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var ticks = local.Ticks - OffsetOf(match).Ticks;
        return ticks >= DateTime.UnixEpoch.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private static TimeSpan OffsetOf(Match match)
    {
        if (!match.Groups["hours"].Success)
        {
            return TimeSpan.Zero;
        }

        var offset = new TimeSpan(NumberOf(match.Groups["hours"]), NumberOf(match.Groups["minutes"]), 0);
        return match.Groups["sign"].ValueSpan is "-" ? -offset : offset;
    }

    private static int NumberOf(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?(?:Z|(?<sign>[+-])(?<hours>[01][0-9]|2[0-3]):(?<minutes>[0-5][0-9]))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
