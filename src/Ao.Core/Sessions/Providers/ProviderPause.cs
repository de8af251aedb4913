using Ao.Agents;

namespace Ao.Sessions.Providers;

/// <summary>A model provider that refuses, or has refused lately: its sessions are held back.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Kind">Why it refuses.</param>
/// <param name="Until">When it is tried again; a time in the past where it is already.</param>
/// <param name="Window">How many of its sessions may be in a turn at once from then on.</param>
/// <param name="Detail">What it said. Text from outside.</param>
public sealed record ProviderPause(string Provider, ProviderLimitKind Kind, DateTimeOffset Until, int Window, string? Detail);
