namespace Ao.Plugins;

/// <summary>Hands a plugin the host's HTTP clients, under names of the plugin's own.</summary>
internal sealed class PluginHttpClients(IHttpClientFactory factory, string pluginId) : IHttpClients
{
    public HttpClient Create(string name) => factory.CreateClient($"{PluginHttpSetup.Prefix}{pluginId}.{name}");
}
