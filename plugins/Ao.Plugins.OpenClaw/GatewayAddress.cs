namespace Ao.Plugins.OpenClaw;

/// <summary>Makes the gateway's addresses.</summary>
internal static class GatewayAddress
{
    /// <summary>Gives the address of a path of the gateway, which may itself lie below one.</summary>
    public static Uri Of(OpenClawOptions options, string path) => new(options.Address.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);

    public static Uri HookOf(OpenClawOptions options, string hook) => Of(options, $"{options.HooksPath.TrimEnd('/')}/{hook}");
}
