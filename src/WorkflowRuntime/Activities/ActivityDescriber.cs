using System.Reflection;
using System.Text;
using WorkflowRuntime.Definitions;

namespace WorkflowRuntime.Activities;

/// <summary>Makes the descriptor of an activity class by reflection, once; what runs per execution is a delegate to the class's own members.</summary>
public static class ActivityDescriber
{
    public static ActivityDescriptor Describe(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>()
            ?? throw new InvalidOperationException($"{type} is an activity without an [Activity] attribute.");
        var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public).OrderBy(Depth).ThenBy(p => p.MetadataToken).ToList();
        return new ActivityDescriptor
        {
            TypeName = $"{attribute.Namespace}.{attribute.Name}",
            Namespace = attribute.Namespace,
            Name = attribute.Name,
            Version = attribute.Version,
            Category = attribute.Category ?? attribute.Namespace,
            DisplayName = attribute.DisplayName ?? Humanize(attribute.Name),
            Description = attribute.Description,
            Kind = attribute.Kind,
            IsBrowsable = attribute.IsBrowsable,
            IsContainer = attribute.IsContainer,
            IsStart = attribute.IsStart,
            IsTerminal = attribute.IsTerminal,
            Inputs = DescribeInputs(properties),
            Outputs = DescribeOutputs(properties),
            Ports = DescribePorts(type, properties),
            ClrType = type,
            Create = (Func<Activity>)Bind(nameof(CreatorOf), type).Invoke(null, null)!,
        };

        int Depth(PropertyInfo property)
        {
            var depth = 0;
            for (var t = property.DeclaringType!; t.BaseType is { } parent; t = parent)
                depth++;
            return depth;
        }
    }

    /// <summary>"OuterBoundInclusive" as "Outer Bound Inclusive".</summary>
    internal static string Humanize(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
                text.Append(' ');
            text.Append(name[i]);
        }

        return text.ToString();
    }

    private static List<InputDescriptor> DescribeInputs(IEnumerable<PropertyInfo> properties)
    {
        var inputs = new List<InputDescriptor>();
        foreach (var property in properties)
        {
            if (property.GetCustomAttribute<InputAttribute>() is { } attribute)
                inputs.Add(DescribeInput(property, attribute, inputs.Count));
        }

        return inputs;
    }

    private static InputDescriptor DescribeInput(PropertyInfo property, InputAttribute attribute, int slot)
    {
        var wrapped = typeof(Input).IsAssignableFrom(property.PropertyType);
        if (wrapped != attribute.IsWrapped)
            throw new InvalidOperationException($"{property.DeclaringType}.{property.Name}: an input is an Input<T>, or a plain property with IsWrapped = false.");
        var valueType = wrapped ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        var hint = attribute.UIHint ?? HintFor(valueType);
        return new InputDescriptor
        {
            Name = property.Name,
            JsonName = JsonKeys.ToCamel(property.Name),
            Type = valueType,
            DisplayName = attribute.DisplayName ?? Humanize(property.Name),
            Description = attribute.Description,
            Category = attribute.Category,
            UIHint = hint,
            Options = OptionsOf(attribute, valueType, hint),
            OptionsProvider = attribute.OptionsProvider,
            DefaultValue = attribute.DefaultValue,
            DefaultSyntax = attribute.DefaultSyntax,
            AutoEvaluate = attribute.AutoEvaluate,
            IsWrapped = wrapped,
            IsBrowsable = attribute.IsBrowsable,
            IsSensitive = attribute.IsSensitive,
            Order = attribute.Order,
            FixedOutcomes = attribute.FixedOutcomes,
            Language = attribute.Language,
            Slot = slot,
            Get = Getter(property),
            Set = Setter(property),
        };
    }

    private static IReadOnlyList<InputOption>? OptionsOf(InputAttribute attribute, Type type, string hint)
    {
        if (attribute.Options is { } options)
            return options.Select(option => new InputOption(option, option)).ToList();
        var isChoice = hint is InputHints.DropDown or InputHints.RadioList;
        return isChoice && type.IsEnum ? Enum.GetNames(type).Select(name => new InputOption(name, name)).ToList() : null;
    }

    private static string HintFor(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool))
            return InputHints.Checkbox;
        if (plain.IsEnum)
            return InputHints.DropDown;
        return plain != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(plain) ? InputHints.DropDown : InputHints.SingleLine;
    }

    private static List<OutputDescriptor> DescribeOutputs(IEnumerable<PropertyInfo> properties) =>
        properties.Where(p => typeof(Output).IsAssignableFrom(p.PropertyType)).Select(property =>
        {
            var attribute = property.GetCustomAttribute<OutputAttribute>() ?? new OutputAttribute();
            return new OutputDescriptor
            {
                Name = property.Name,
                JsonName = JsonKeys.ToCamel(property.Name),
                Type = property.PropertyType.GetGenericArguments()[0],
                DisplayName = attribute.DisplayName ?? Humanize(property.Name),
                Description = attribute.Description,
                IsBrowsable = attribute.IsBrowsable,
                Get = Getter(property),
                Set = Setter(property),
            };
        }).ToList();

    private static List<PortDescriptor> DescribePorts(Type type, IEnumerable<PropertyInfo> properties)
    {
        var embedded = properties.Select(p => (Property: p, Port: p.GetCustomAttribute<PortAttribute>())).Where(x => x.Port is not null)
            .Select(x => new PortDescriptor(x.Property.Name, x.Port!.DisplayName ?? x.Property.Name, PortType.Embedded, x.Port.IsBrowsable) { Set = ChildSetter(x.Property) });
        var outcomes = type.GetCustomAttributes<OutcomeAttribute>()
            .Select(x => new PortDescriptor(x.Name, x.DisplayName ?? x.Name, PortType.Flow));
        return embedded.Concat(outcomes).ToList();
    }

    private static Func<Activity, object?> Getter(PropertyInfo property) =>
        (Func<Activity, object?>)Bind(nameof(GetterOf), property.DeclaringType!, property.PropertyType).Invoke(null, [property.GetMethod])!;

    /// <summary>Delegates instead of compiled expressions: a host describes hundreds of properties at its start and reads few of them.</summary>
    private static MethodInfo Bind(string method, params Type[] types) =>
        typeof(ActivityDescriber).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(types);

    private static Func<Activity> CreatorOf<TActivity>()
        where TActivity : Activity, new() => static () => new TActivity();

    private static Func<Activity, object?> GetterOf<TActivity, TValue>(MethodInfo get)
        where TActivity : Activity
    {
        var read = get.CreateDelegate<Func<TActivity, TValue>>();
        return activity => read((TActivity)activity);
    }

    private static Action<Activity, object?>? Setter(PropertyInfo property) => property.CanWrite ? (activity, value) => property.SetValue(activity, value) : null;

    private static Action<Activity, Activity?> ChildSetter(PropertyInfo property) => (activity, child) => property.SetValue(activity, child);
}
