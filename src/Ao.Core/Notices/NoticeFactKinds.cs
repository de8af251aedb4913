using System.Security.Cryptography;
using System.Text;
using Ao.Journal;

namespace Ao.Notices;

/// <summary>The names that facts about notices have in the journal.</summary>
internal static class NoticeFactKinds
{
    public const string StreamPrefix = "notice/";
    private const int IdLength = 12;

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("notice.raised", NoticeFactsJson.Default.Raised),
        new("notice.closed", NoticeFactsJson.Default.Closed),
    ];

    public static string StreamOf(string notice) => StreamPrefix + notice;

    /// <summary>Gives the id of the notice that a key stands for.</summary>
    public static string IdOf(OperationKey key) => "n-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)))[..IdLength];
}
