namespace Ao.Plugins.OpenClaw;

/// <summary>What is posted to the gateway's agent hook.</summary>
internal sealed record AgentRequest
{
    public required string Message { get; init; }

    public string Name { get; init; } = "Ao";

    public string? AgentId { get; init; }

    public string? SessionKey { get; init; }

    public string? SessionMode { get; init; }

    public string? WakeMode { get; init; }

    public bool Deliver { get; init; } = true;

    public string? Channel { get; init; }

    public string? To { get; init; }

    public string? AccountId { get; init; }
}
