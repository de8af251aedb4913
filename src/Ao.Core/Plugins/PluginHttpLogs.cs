using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Logging;

namespace Ao.Plugins;

/// <summary>Keeps what plugins call out of the log that the client factory writes of every request: the address of a chat's webhook is a secret, and its path is logged.</summary>
/// <remarks>It must come first of all filters, so that it sees what the others have added. Plugins' requests are traced and counted all the same.</remarks>
internal sealed class PluginHttpLogs : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name?.StartsWith(PluginHttpSetup.Prefix, StringComparison.Ordinal) is not true)
        {
            return;
        }

        foreach (var handler in builder.AdditionalHandlers.Where(static handler => handler is LoggingHttpMessageHandler or LoggingScopeHttpMessageHandler).ToList())
        {
            builder.AdditionalHandlers.Remove(handler);
        }
    };
}
