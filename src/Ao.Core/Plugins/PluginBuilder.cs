using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>What a plugin configures itself with.</summary>
internal sealed class PluginBuilder(IConfiguration configuration) : IAoPluginBuilder
{
    private Type? _options;
    private Action? _bind;

    public IServiceCollection Services { get; } = new ServiceCollection();

    public OptionsBuilder<TOptions> AddOptions<TOptions>()
        where TOptions : class
    {
        if (_options is not null && _options != typeof(TOptions))
        {
            throw new InvalidOperationException($"A plugin has one class of options: this one adds {typeof(TOptions).Name} beside {_options.Name}");
        }

        _options = typeof(TOptions);
        // Bound last, so that the configuration wins over the defaults that the plugin sets on the builder.
        _bind = () =>
        {
            var binding = new PluginOptionsBinding<TOptions>(configuration);
            Services.AddSingleton<IConfigureOptions<TOptions>>(binding);
            Services.AddSingleton<IValidateOptions<TOptions>>(binding);
        };
        return Services.AddOptions<TOptions>().ValidateOnStart();
    }

    /// <summary>Completes the services when the plugin is done: the options are bound, and the validators that the plugin's assembly has for them found.</summary>
    public void Complete(Type entry)
    {
        if (_options is null)
        {
            if (configuration.GetChildren().FirstOrDefault() is { } stray)
            {
                throw new AoException($"{Printable.Quote(stray.Path)} is set, and the plugin has no options. Remove the setting");
            }

            return;
        }

        var validator = typeof(IValidateOptions<>).MakeGenericType(_options);
        Services.Scan(scan => scan
            .FromAssemblies(entry.Assembly)
            .AddClasses(classes => classes.AssignableTo(validator), publicOnly: false)
            .UsingRegistrationStrategy(OncePerImplementation.Instance)
            .As(validator)
            .WithSingletonLifetime());
        _bind!();
    }
}
