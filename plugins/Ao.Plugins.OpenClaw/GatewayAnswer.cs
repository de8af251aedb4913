namespace Ao.Plugins.OpenClaw;

/// <summary>What the gateway answers.</summary>
internal sealed record GatewayAnswer
{
    public bool Ok { get; init; }

    public string? Error { get; init; }
}
