using System.Globalization;
using Ao.Duplicates;

namespace Ao.Reports;

/// <summary>Puts into words why two reports are held to be of one problem.</summary>
internal static class DuplicateReason
{
    public static string Of(DuplicateMatch match, string algorithm)
    {
        var terms = string.Join(", ", match.Explanation.SharedTerms.Select(static term => $"'{Printable.Quote(term.Term)}'"));
        return string.Create(CultureInfo.InvariantCulture, $"The same problem in much the same words ({algorithm}, {match.Probability:0.000}); both say {terms}.");
    }
}
