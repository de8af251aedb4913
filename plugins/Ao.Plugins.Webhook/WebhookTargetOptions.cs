namespace Ao.Plugins.Webhook;

/// <summary>One receiver.</summary>
internal sealed class WebhookTargetOptions
{
    /// <summary>Gets or sets the address that is posted to.</summary>
    public Uri? Url { get; set; }

    /// <summary>Gets or sets the secret that requests are signed with: 16 characters or more.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Gets or sets headers to send besides, such as <c>Authorization</c>.</summary>
    public Dictionary<string, string> Headers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets whether the address may be plain HTTP to another machine.</summary>
    /// <value>The default is <see langword="false"/>: HTTP is only for loopback addresses.</value>
    public bool AllowHttp { get; set; }
}
