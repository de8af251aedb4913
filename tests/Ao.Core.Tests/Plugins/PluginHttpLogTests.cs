using System.Net;
using Ao.Plugins;
using Ao.TestSupport.Notifiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace Ao.Core.Tests.Plugins;

public sealed class PluginHttpLogTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_PluginsRequest_LeavesNoAddressInTheLog(bool factoryFirst)
    {
        using var log = new LogLines();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton(TimeProvider.System);
        _ = factoryFirst ? services.AddHttpClient().AddPluginHttp().AddPluginHttp() : services.AddPluginHttp().AddHttpClient();
        services.ConfigureAll<HttpClientFactoryOptions>(static options => options.HttpMessageHandlerBuilderActions.Add(static builder => builder.PrimaryHandler = new Answering()));
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpClientFactory>();

        using var answer = await new PluginHttpClients(factory, "chat").Create("api").PostAsync(new Uri("https://chat.example/services/canary"), null, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(log.All, static line => line.Contains("canary", StringComparison.Ordinal));

        // The host's own clients go on as they were.
        using var own = await factory.CreateClient("mine").GetAsync(new Uri("https://shop.example/path"), TestContext.Current.CancellationToken);
        Assert.Contains(log.All, static line => line.Contains("shop.example/path", StringComparison.Ordinal));
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request });
    }
}
