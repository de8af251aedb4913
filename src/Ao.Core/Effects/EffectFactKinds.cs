using Ao.Journal;

namespace Ao.Effects;

/// <summary>The names that facts about effects and consents have in the journal.</summary>
internal static class EffectFactKinds
{
    public const string EffectPrefix = "effect.";
    public const string ConsentPrefix = "consent.";
    public const string Anchored = "audit.anchored";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("effect.intended", EffectFactsJson.Default.Intended),
        new("effect.succeeded", EffectFactsJson.Default.Succeeded),
        new("effect.failed", EffectFactsJson.Default.EffectFailed),
        new("effect.unknown", EffectFactsJson.Default.EffectUnknown),
        new("effect.declared", EffectFactsJson.Default.EffectDeclared),
        new("consent.requested", EffectFactsJson.Default.ConsentRequested),
        new("consent.answered", EffectFactsJson.Default.Answered),
        new("consent.withdrawn", EffectFactsJson.Default.Withdrawn),
        new("consent.expired", EffectFactsJson.Default.Expired),
        new("consent.used", EffectFactsJson.Default.Used),
        new("consent.returned", EffectFactsJson.Default.Returned),
        new("consent.reminded", EffectFactsJson.Default.Reminded),
        new("consent.escalated", EffectFactsJson.Default.Escalated),
        new("consent.not-delivered", EffectFactsJson.Default.NotDelivered),
        new("consent.seen-to", EffectFactsJson.Default.SeenTo),
        new(Anchored, EffectFactsJson.Default.AuditAnchor),
        new("instance.named", EffectFactsJson.Default.InstanceName),
    ];

    public static string StreamOf(OperationKey key) => "effect/" + key.Value;

    public static string ChannelStreamOf(string notifier) => "consent-channel/" + notifier;

    public static string CourseStreamOf(string consentId) => "consent-course/" + consentId;

    public static string StreamOf(string consentId) => "consent/" + consentId;
}
