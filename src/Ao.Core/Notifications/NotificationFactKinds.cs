using System.Security.Cryptography;
using System.Text;
using Ao.Journal;

namespace Ao.Notifications;

/// <summary>The names that facts about notifications have in the journal.</summary>
internal static class NotificationFactKinds
{
    public const string StreamPrefix = "undelivered/";
    private const int IdLength = 12;

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("notification.undelivered", NotificationFactsJson.Default.Undelivered),
        new("notification.redelivered", NotificationFactsJson.Default.Redelivered),
        new("notification.dismissed", NotificationFactsJson.Default.NotificationDismissed),
    ];

    public static string StreamOf(string id) => StreamPrefix + id;

    /// <summary>Gives the id of an undelivered notification; its key names the notifier too.</summary>
    public static string IdOf(OperationKey key) => "u-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)))[..IdLength];
}
