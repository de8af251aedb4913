namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>Where a webhook is sent.</summary>
internal sealed record HookConfig(string? Url = null);
