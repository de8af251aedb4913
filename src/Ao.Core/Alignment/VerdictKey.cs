using System.Security.Cryptography;
using System.Text;

namespace Ao.Alignment;

/// <summary>Names verdicts by what they are about, so that the same check has the same name on every host.</summary>
internal static class VerdictKey
{
    public static string Of(string revision, string baseRevision, string forkRevision, string rules) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"ao-verdict/1\n{rules}\n{baseRevision}\n{revision}\n{forkRevision}")));
}
