using System.Globalization;
using Ao.Effects;

namespace Ao.Core.Tests.Effects;

/// <summary>Effects to begin with.</summary>
internal static class Given
{
    public static readonly SessionId Session = new("shop", 1);

    public static Effect Effect(EffectKind kind = EffectKind.CreateIssue, string key = "shop-1/op", SessionId? session = null, string title = "Do it", params (string Name, string Value)[] parameters) => new()
    {
        Key = new OperationKey(key),
        Kind = kind,
        Project = new ProjectId("shop"),
        Session = session ?? Session,
        Title = title,
        Parameters = parameters.ToDictionary(static item => item.Name, static item => item.Value, StringComparer.Ordinal),
    };

    public static Effect Numbered(int number, EffectKind kind = EffectKind.OpenPullRequest) => Effect(kind, "op/" + number.ToString(CultureInfo.InvariantCulture));
}
