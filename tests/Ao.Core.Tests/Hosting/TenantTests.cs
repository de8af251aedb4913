using Ao.Configuration;
using Ao.Hosting;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace Ao.Core.Tests.Hosting;

public sealed class TenantTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddAo_SeveralTenants_EachHasItsOwnServicesOptionsAndFacade()
    {
        var facades = new Dictionary<string, IOrchestrator> { ["acme"] = Substitute.For<IOrchestrator>(), ["umbrella"] = Substitute.For<IOrchestrator>(), ["default"] = Substitute.For<IOrchestrator>() };
        var builder = EngineFixture.CreateHost();
        foreach (var (name, facade) in facades)
        {
            builder.Services.AddFake(name, options => options.DataFolder = _folder.Combine(name), parts => parts.AddSingleton(facade));
        }

        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        foreach (var (name, facade) in facades)
        {
            Assert.Same(facade, host.Services.GetRequiredKeyedService<IOrchestrator>(name));
            var engine = host.Services.GetRequiredKeyedService<EngineHost>(name);
            Assert.Equal(_folder.Combine(name), engine.Services.GetRequiredService<IOptions<AoOptions>>().Value.DataFolder);
        }

        Assert.Same(facades["default"], host.Services.GetRequiredService<IOrchestrator>());
    }

    [Fact]
    public void AddAo_Sections_AreBoundToTheirOwnOrchestrator()
    {
        var builder = EngineFixture.CreateHost();
        File.WriteAllText(_folder.Combine("ao.yaml"), "Ao:\n  DataFolder: /main\nTenants:\n  acme:\n    DataFolder: /acme\n");
        builder.Configuration.AddAoYamlFile(_folder.Combine("ao.yaml"));
        builder.Services.AddAo();
        builder.Services.AddAo("acme", builder.Configuration.GetSection("Tenants:acme"));
        builder.Services.AddAo("coded", static options => options.DataFolder = "/coded");
        using var host = builder.Build();

        Assert.Equal(["/main", "/acme", "/coded"], new[] { "default", "acme", "coded" }.Select(name => host.Services.GetRequiredKeyedService<EngineHost>(name).Options.DataFolder));
    }

    [Fact]
    public void AddAo_Builder_AddsToTheOrchestratorAlone()
    {
        var services = new ServiceCollection();
        var ao = services.AddFake("default", _folder.Path);
        ao.Services.AddSingleton("mine");
        using var host = services.BuildServiceProvider();

        Assert.Equal("default", ao.Name);
        Assert.Equal("mine", host.GetRequiredKeyedService<EngineHost>("default").Services.GetService<string>());
        Assert.Null(host.GetService<string>());
    }

    [Fact]
    public void AddAo_ValidationOfTheHostsOwn_IsReportedWithTheRest()
    {
        var services = new ServiceCollection();
        var ao = services.AddFake("default", static options => options.Admission.MaxSessions = 0, static _ => { });
        ao.Services.AddOptions<AoOptions>().PostConfigure(static options => options.StopTimeout = TimeSpan.Zero).Validate(static _ => false, "is not what the house allows");
        using var host = services.BuildServiceProvider();

        var error = Assert.Throws<ConfigurationException>(() => host.GetRequiredKeyedService<EngineHost>("default").Options);

        Assert.Equal(3, error.Problems.Count);
        Assert.Contains("Ao: is not what the house allows", error.Problems);
    }

    [Fact]
    public void AddAo_SameNameTwice_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddAo();
        services.AddAo("acme", static _ => { });

        Assert.Throws<AoException>(() => services.AddAo());
        Assert.Contains("'acme' was added before", Assert.Throws<AoException>(() => services.AddAo("acme", static _ => { })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a\u001b[31m")]
    [InlineData("Acme")]
    public void AddAo_HostileName_IsRefused(string name) =>
        Assert.DoesNotContain(Assert.Throws<AoException>(() => new ServiceCollection().AddAo(name, static _ => { })).Message, static character => char.IsControl(character));

    [Fact]
    public void Build_HostServices_AreBridgedInAndNotDisposed()
    {
        var services = new ServiceCollection();
        var time = TimeProvider.System;
        services.AddHttpClient();
        services.AddSingleton(time);
        services.AddFake("default", _folder.Path);
        using var host = services.BuildServiceProvider();
        var engine = host.GetRequiredKeyedService<EngineHost>("default");

        Assert.Same(time, engine.Services.GetRequiredService<TimeProvider>());
        Assert.Same(host.GetRequiredService<IHttpClientFactory>(), engine.Services.GetRequiredService<IHttpClientFactory>());
    }

    [Fact]
    public void Build_HostWithoutHttpClients_OrchestratorHasItsOwn()
    {
        var services = new ServiceCollection();
        services.AddFake("default", _folder.Path);
        using var host = services.BuildServiceProvider();

        Assert.NotNull(host.GetRequiredKeyedService<EngineHost>("default").Services.GetService<IHttpClientFactory>());
    }
}
