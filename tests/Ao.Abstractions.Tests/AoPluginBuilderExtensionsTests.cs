using Ao.Notifiers;
using Ao.Plugins;
using Ao.Reports;
using Ao.Scm;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Ao.Tests;

public sealed class AoPluginBuilderExtensionsTests
{
    private readonly ServiceCollection _services = new();
    private readonly IAoPluginBuilder _builder = Substitute.For<IAoPluginBuilder>();

    public AoPluginBuilderExtensionsTests() => _builder.Services.Returns(_services);

    [Fact]
    public void Add_OneClassInTwoSlots_IsOneInstance()
    {
        Assert.Same(_builder, _builder.AddNotifier<Both>("one").AddNotifier<Both>("two").AddReporter<Both>("one"));
        using var services = _services.BuildServiceProvider();

        var notifier = services.GetRequiredKeyedService<INotifier>("one");
        Assert.Same(notifier, services.GetRequiredKeyedService<INotifier>("two"));
        Assert.Same(notifier, services.GetRequiredKeyedService<IReporter>("one"));
        Assert.Null(services.GetKeyedService<IReporter>("two"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Add_NoName_IsRefused(string name) => Assert.Throws<ArgumentException>(() => _builder.AddNotifier<Both>(name));

    [Fact]
    public void Add_NoBuilder_IsRefused() => Assert.Throws<ArgumentNullException>(() => AoPluginBuilderExtensions.AddNotifier<Both>(null!, "x"));

    private sealed class Both : INotifier, IReporter
    {
        public ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult<ReportReceipt?>(null);

        public ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
